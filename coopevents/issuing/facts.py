"""What can happen around the papers an office issues."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class IssuingOfficeChanged(Fact):
    """How an office signs was changed; its subject is the unit."""

    sentence = _l("Letterhead and signature changed")


@dataclass(frozen=True, kw_only=True)
class CertificateTermsChanged(Fact):
    """What the certificates of an event say was changed."""

    sentence = _l("Certificate settings changed")


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(Fact):
    """A guest has a certificate of attendance; ``tells`` says whether they are written to."""

    sentence = _l("Certificate issued")
    tells: bool = False


@dataclass(frozen=True, kw_only=True)
class PaperWithdrawn(Fact):
    """A certificate or letter is no longer valid; its page says so."""

    sentence = _l("Certificate or letter withdrawn")


@dataclass(frozen=True, kw_only=True)
class PaperDownloaded(Fact):
    """Somebody took the file of a certificate or letter."""

    sentence = _l("Certificate or letter downloaded")


@dataclass(frozen=True, kw_only=True)
class LetterTermsChanged(Fact):
    """Whether and how an event gives invitation letters was changed."""

    sentence = _l("Settings of invitation letters changed")


@dataclass(frozen=True, kw_only=True)
class LetterTextChanged(Fact):
    """The office changed a text for its letters; the subject is the unit."""

    sentence = _l("Text for invitation letters changed")


@dataclass(frozen=True, kw_only=True)
class LetterAsked(Fact):
    """A guest asked for an invitation letter, or the office began one."""

    sentence = _l("Invitation letter asked for")


@dataclass(frozen=True, kw_only=True)
class LetterReturned(Fact):
    """A reviewer asks the guest for a change."""

    sentence = _l("Invitation letter sent back for changes")


@dataclass(frozen=True, kw_only=True)
class LetterApproved(Fact):
    """A reviewer approved a letter; it can be issued."""

    sentence = _l("Invitation letter approved")


@dataclass(frozen=True, kw_only=True)
class LetterIssued(Fact):
    """A guest's invitation letter is out."""

    sentence = _l("Invitation letter issued")


@dataclass(frozen=True, kw_only=True)
class LetterRefused(Fact):
    """A letter that was not out yet was given up."""

    sentence = _l("Invitation letter given up")


@dataclass(frozen=True, kw_only=True)
class LettersErased(Fact):
    """The files of a guest's letters were erased, since the answers they were made from are."""

    sentence = _l("Files of invitation letters erased")
