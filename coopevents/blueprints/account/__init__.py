"""Doors for everybody who has an account: sign-in, security, sessions."""

from coopevents.blueprints.account.security import security
from coopevents.blueprints.account.sign_in import sign_in_doors

BLUEPRINTS = (sign_in_doors, security)
