"""An invented ceremony for the page of components: three parties, seven people who stand, one placed by hand."""

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.flags import Flag, FlagCustom, flags_behind
from coopevents.ceremonies.plan import Drawing, PlanPerson, Scene, drawn
from coopevents.ceremonies.protocol_words import rule_sources, rule_words
from coopevents.ceremonies.seating import Party, aides_of, seated
from coopevents.ceremonies.standing import stood_together
from coopevents.i18n import _, country_name

_SIGNING = (
    ("cn", "CN", PlanPerson("cn-1", "Chen Yulan", "陈玉兰", "Vice-President", "Linhai University")),
    ("fr", "FR", PlanPerson("fr-1", "Amélie Laurent", "", "President", "Université de Montclair")),
    ("om", "OM", PlanPerson("om-1", "Salim al-Harithi", "سالم الحارثي", "Rector", "Al Harith University")),
)
_STANDING = (
    PlanPerson("a", "欧阳明远", "Ouyang Mingyuan", "", "Linhai University"),
    PlanPerson("b", "Jean-Baptiste Morel", "", "", "Université de Montclair"),
    PlanPerson("c", "Maximilian von Hohenberg-Waldstein", "", "", "Technische Hochschule Ostwald am Rhein"),
    PlanPerson("d", "Layla bint Ahmad", "ليلى بنت أحمد", "", "Al Harith University"),
    PlanPerson("e", "Zhang Wei", "张伟", "", "Linhai University"),
)


def sample_plan() -> Drawing:
    """The drawing, its words in the reader's language."""
    seats = seated([Party(key, key == "cn") for key, *_rest in _SIGNING])
    people = (*(person for *_rest, person in _SIGNING), *_STANDING)
    return drawn(
        Scene(
            seats=seats,
            people={each.key: each for each in people},
            signatories={key: person.key for key, _country, person in _SIGNING},
            aides=aides_of(seats).spots,
            standing=stood_together([each.key for each in _STANDING], 9),
            flags_behind=flags_behind([Flag(country, country == "CN") for _k, country, _p in _SIGNING], _CUSTOM),
            flags_on_table={key: country for key, country, _person in _SIGNING},
            flags={country: country_name(country) for _key, country, _person in _SIGNING},
            moved=frozenset({"d"}),
            audience=str(_("Audience (in front)")),
        )
    )


_CUSTOM = FlagCustom.CENTRED


def sample_rules() -> list[tuple[str, str]]:
    """What two of the rules say, and their sources."""
    return [(rule_words(rule), rule_sources(rule)) for rule in (rules.CENTRE_RIGHT_LEFT, rules.FLAGS_HOST_IN_CENTRE)]
