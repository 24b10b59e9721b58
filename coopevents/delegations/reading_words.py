"""Who reads itineraries behind an address of their own."""

from dataclasses import dataclass
from enum import StrEnum


class ReaderKind(StrEnum):
    """A whole delegation, one of its delegates, or somebody of ours who works with delegations."""

    DELEGATION = "delegation"
    DELEGATE = "delegate"
    WORKER = "worker"


@dataclass(frozen=True)
class Reader:
    """Whose addresses they are: the id of a delegation, of a delegate, or of a person."""

    kind: ReaderKind
    id: int

    @classmethod
    def delegation(cls, delegation_id: int) -> "Reader":
        """Everybody of a delegation together."""
        return cls(ReaderKind.DELEGATION, delegation_id)

    @classmethod
    def delegate(cls, delegate_id: int) -> "Reader":
        """One delegate."""
        return cls(ReaderKind.DELEGATE, delegate_id)

    @classmethod
    def worker(cls, person_id: int) -> "Reader":
        """A host, interpreter, guide or driver, with whatever delegations."""
        return cls(ReaderKind.WORKER, person_id)
