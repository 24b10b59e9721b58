"""Doors for everybody who has an account: sign-in, security, sessions."""

from coopevents.blueprints.account.invitations import invitation_doors
from coopevents.blueprints.account.passwords import passwords
from coopevents.blueprints.account.second_factor import second_factor
from coopevents.blueprints.account.security import security
from coopevents.blueprints.account.sign_in import sign_in_doors

BLUEPRINTS = (sign_in_doors, passwords, invitation_doors, security, second_factor)
