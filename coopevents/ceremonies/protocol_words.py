"""What the rules of protocol say, as sentences of the reader's language."""

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.precedence import Rank
from coopevents.ceremonies.protocol_rules import Rule
from coopevents.i18n import _l

WORDS = {
    rules.RANK_AND_GUESTS: _l("By office; at equal rank guests before hosts, then whoever was appointed earlier."),
    rules.RANK_ALONE: _l("By office; at equal rank whoever was appointed earlier goes first."),
    rules.HOST_PRESIDES: _l("The host presides and goes first; all others by office, guests first."),
    rules.ALPHABET_ENGLISH: _l("By the alphabet of the English names."),
    rules.ALPHABET_FRENCH: _l("By the alphabet of the French names."),
    rules.ALPHABET_CHINESE: _l("By the pinyin of the Chinese names."),
    rules.OWN_LANGUAGES: _l("By the names of the countries in their own languages, as in the European Union."),
    rules.DATE_OF_SIGNATURE: _l("By the date of signature or accession, the earliest first."),
    rules.DATE_OF_ARRIVAL: _l("By the date and time of arrival or of taking up office, the earliest first."),
    rules.DATE_OF_FOUNDATION: _l("By the date of foundation, the oldest first."),
    rules.BY_LOT: _l("By lot."),
    rules.GUEST_AT_RIGHT: _l("The guest sits at the host’s right hand: on the left as the audience sees it."),
    rules.CENTRE_RIGHT_LEFT: _l("The first in the centre, the second at the right hand, the third at the left."),
    rules.ALONG_THE_TABLE: _l("As equals, in order from the audience’s left to its right."),
    rules.AIDES_OUTSIDE: _l("Each aide stands at the outer side of the own signatory."),
    rules.AIDES_BEHIND: _l("Each aide stands behind the own signatory."),
    rules.FACING_THE_DOOR: _l(
        "Guests face the door; heads sit in the middle, their interpreters at the right hand, the others by rank."
    ),
    rules.DINNER_CHINESE: _l("First guest at the host’s right, second at the host’s left, then beside the co-host."),
    rules.DINNER_WESTERN: _l("First guest at the host’s right, second at the co-host’s right, then at the left hands."),
    rules.SIDES_BY_RANK: _l(
        "Each delegation behind its own signatory, the highest nearest the centre, the front row first."
    ),
    rules.ONE_GROUP_BY_RANK: _l("The highest in the centre of the front row, then right hand and left hand in turn."),
    rules.PHOTOGRAPH: _l(
        "The host in the centre, the first guest at the host’s right hand, hosts and guests in turn, hosts at the ends."
    ),
    rules.FLAGS_GUEST_AT_RIGHT: _l("The guest’s flag at the flags’ own right: on the left as the audience sees it."),
    rules.FLAGS_HOST_AT_RIGHT: _l("The host’s flag at the flags’ own right: on the left as the audience sees it."),
    rules.FLAGS_HOST_FIRST: _l("The host’s flag first, on the audience’s left; the others follow by the alphabet."),
    rules.FLAGS_HOST_IN_CENTRE: _l("The host’s flag in the centre; the others to its right and left in turn."),
    rules.FLAGS_ALPHABET: _l("All flags by the alphabet, from the audience’s left to its right."),
    rules.FLAGS_BEFORE_SEATS: _l("Each flag stands before the seat of its own party."),
    rules.ALTERNAT_OF_TWO: _l("In its own copy each party is named first and signs on the left."),
    rules.ALTERNAT_REST_IN_ORDER: _l("In its own copy each party is named and signs first; the others keep order."),
    rules.ALTERNAT_ROTATION: _l("In its own copy each party is named and signs first; the others follow in rotation."),
    rules.ONE_ORIGINAL: _l("One original with all parties in order, kept by the depositary."),
    rules.PLATE_CHINESE: _l("Institution, office, name; the family name first."),
    rules.PLATE_WESTERN: _l("Name, office, institution."),
}

RANKS = {
    Rank.HEAD_OF_STATE: _l("Head of state"),
    Rank.HEAD_OF_GOVERNMENT: _l("Head of government"),
    Rank.MINISTER: _l("Minister"),
    Rank.AMBASSADOR: _l("Ambassador, nuncio"),
    Rank.ENVOY: _l("Envoy, minister plenipotentiary"),
    Rank.VICE_MINISTER: _l("Vice-minister, state secretary"),
    Rank.CHARGE_D_AFFAIRES: _l("Chargé d’affaires"),
    Rank.GOVERNOR: _l("Governor, head of a region"),
    Rank.MAYOR: _l("Mayor"),
    Rank.CONSUL_GENERAL: _l("Consul general"),
    Rank.DIRECTOR_GENERAL: _l("Director general of an authority"),
    Rank.CHANCELLOR: _l("Chancellor, chair of the council"),
    Rank.HEAD_OF_INSTITUTION: _l("President, rector, chief executive"),
    Rank.DEPUTY_HEAD: _l("Vice-president, vice-rector, provost"),
    Rank.SECRETARY_GENERAL: _l("Secretary general, registrar"),
    Rank.DEAN: _l("Dean"),
    Rank.DEPUTY_DEAN: _l("Deputy dean"),
    Rank.DIRECTOR: _l("Director, head of department"),
    Rank.DEPUTY_DIRECTOR: _l("Deputy director"),
    Rank.PROFESSOR: _l("Professor"),
    Rank.OFFICER: _l("Officer"),
    Rank.STUDENT: _l("Student"),
}


def rule_words(rule: Rule) -> str:
    """What the rule says."""
    return str(WORDS[rule])


def rule_sources(rule: Rule) -> str:
    """The works that state the rule, each by its own name."""
    return "; ".join(str(each) for each in rule.sources)
