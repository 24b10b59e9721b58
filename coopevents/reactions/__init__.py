"""What follows from what happened: one table, read it first.

Every fact is audited. The functions run in the order given, in the transaction of the fact, and may record further
facts.
"""

from collections.abc import Callable
from typing import Any

from coopevents.facts import Fact
from coopevents.reactions import auditing

Reaction = Callable[[Any], None]

REACTIONS: dict[type[Fact], tuple[Reaction, ...]] = {}


def follow(fact: Fact) -> None:
    """Let everything happen that follows from this fact."""
    auditing.write_down(fact)
    for reaction in REACTIONS.get(type(fact), ()):
        reaction(fact)
