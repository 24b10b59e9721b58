"""Every fact becomes an entry of the audit trail."""

from coopevents.audit import service as audit
from coopevents.facts import Fact


def write_down(fact: Fact) -> None:
    """Add the fact to the audit trail."""
    audit.write_down(fact)
