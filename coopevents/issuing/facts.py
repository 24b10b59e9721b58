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
