"""What the office calls countries and regions: kept for the whole house, shown wherever one is named."""

from datetime import datetime

from sqlalchemy import delete, select

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.generations import COUNTRIES, Generations
from coopevents.i18n import GivenNames, _l, country_codes, standard_country_name
from coopevents.partners.country_models import CountryName
from coopevents.partners.facts import CountryRenamed
from coopevents.refusals import NotFound, Refusal
from coopevents.text import LANGUAGES, LocalizedText, folded, one_line

LONGEST = 120


class CountryNameIsTaken(Refusal):
    """Two countries are not called the same in one language."""

    status = 422
    sentence = _l("Another country or region is called so.")


class NamesInForce:
    """The names as they are now: read again only when somebody changed one, on whatever process."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._read: tuple[int, GivenNames] | None = None

    def __call__(self) -> GivenNames:
        """The names the office gave."""
        now = self._generations.current(COUNTRIES)
        if self._read is None or self._read[0] != now:
            self._read = (now, read_names())
        return self._read[1]


def read_names() -> GivenNames:
    """The names the office gave, from the database."""
    query = select(CountryName.code, CountryName.language, CountryName.name)
    return GivenNames(frozenset((row[0], row[1], row[2]) for row in db.session.execute(query)))


def names_of(code: str) -> LocalizedText:
    """What the office calls a country, in those languages in which it does so.

    Raises NotFound for what is no country.
    """
    _ensure_known(code)
    query = select(CountryName.language, CountryName.name).where(CountryName.code == code)
    return LocalizedText({row[0]: row[1] for row in db.session.execute(query)})


def standard_names(code: str) -> LocalizedText:
    """What the languages themselves call it."""
    return LocalizedText({language: standard_country_name(code, language) for language in LANGUAGES})


def rename_country(code: str, names: LocalizedText, *, unit_id: int, now: datetime, actor: Actor) -> bool:
    """Let a country or region be called so; a language that is left out, or says what it always says, calls it as ever.

    Returns whether anything changed. Raises NotFound or CountryNameIsTaken.
    """
    old, standard = names_of(code), standard_names(code)
    tidied = {language: one_line(name)[:LONGEST] for language, name in names.items()}
    new = LocalizedText({each: name for each, name in tidied.items() if name and name != standard.get(each)})
    if new == old:
        return False
    _ensure_free(code, new)
    db.session.execute(delete(CountryName).where(CountryName.code == code))
    db.session.add_all(CountryName(code=code, language=language, name=name) for language, name in new.items())
    db.session.flush()
    changes = {"country": (None, code), "name": (old or None, new or None)}
    subject = Subject("country", int.from_bytes(code.encode()))
    ledger.record(CountryRenamed(at=now, actor=actor, subject=subject, unit_id=unit_id, changes=changes))
    return True


def _ensure_free(code: str, names: LocalizedText) -> None:
    given = {(each, language): name for each, language, name in read_names().said}
    for language, name in names.items():
        for other in country_codes():
            called = given.get((other, language)) or standard_country_name(other, language)
            if other != code and folded(called) == folded(name):
                raise CountryNameIsTaken(field="name")


def _ensure_known(code: str) -> None:
    if code not in country_codes():
        raise NotFound
