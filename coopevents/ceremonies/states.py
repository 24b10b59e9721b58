"""The words of a ceremony: how far it is, how high, who does what in it, and how its run of show begins."""

from enum import StrEnum


class CeremonyState(StrEnum):
    """How far a ceremony is."""

    PLANNED = "planned"
    REHEARSED = "rehearsed"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class ProtocolLevel(StrEnum):
    """Who stands highest in it: guests of state, the heads of the institutions, or those of their parts."""

    STATE = "state"
    HEADS = "heads"
    WORKING = "working"


class CeremonyRole(StrEnum):
    """What somebody does in a ceremony; a *leader* stands behind those who sign."""

    SIGNATORY = "signatory"
    LEADER = "leader"
    AIDE = "aide"
    INTERPRETER = "interpreter"
    MC = "mc"
    HOST = "host"
    PROTOCOL_OFFICER = "protocol_officer"
    PHOTOGRAPHER = "photographer"
    PRESS = "press"
    GUEST = "guest"


class ShowTemplate(StrEnum):
    """What a run of show begins as: two parties, several, or a signing inside a bigger event."""

    BILATERAL = "bilateral"
    MULTILATERAL = "multilateral"
    INSIDE_AN_EVENT = "inside_an_event"


class MarkKind(StrEnum):
    """What somebody told the tablet: begin at a cue, stand still, go on, or that it is over."""

    CUE = "cue"
    HOLD = "hold"
    RESUME = "resume"
    END = "end"


OVER = frozenset({CeremonyState.DONE, CeremonyState.CANCELLED})
"""The states in which nothing of a ceremony is changed any more."""
