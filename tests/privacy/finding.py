"""What readers find: root asks everywhere, the others wherever root found anything to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.privacy.asking import OF_VISITS, Doors, ask, marks_of
from tests.privacy.house import House
from tests.privacy.marks import Mark

NOWHERE = "nowhere"
THINGS = {"delegate_id", "traveller_id", *OF_VISITS}
"""Arguments that name what belongs to one visit or one trip alone."""


@dataclass
class Found:
    """What one reader found: each word with the first address where it stood; what opened, and what it told there."""

    marks: dict[Mark, str] = field(default_factory=dict)
    opened: dict[str, dict[str, set[Mark]]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    """The doors that did not say there is nothing at all."""

    def ask(self, client: FlaskClient, endpoint: str, paths: Iterable[str]) -> None:
        """Ask for these addresses of one door."""
        for path in paths:
            answer = ask(client, path)
            told = marks_of(answer)
            if answer.status_code == 200:
                self.opened.setdefault(endpoint, {})[path] = told
            if answer.status_code != 404:
                self.known.add(endpoint)
            for mark in told:
                self.marks.setdefault(mark, path)

    def telling(self) -> dict[str, list[str]]:
        """The fewest addresses of each door that tell everything it tells of every visit and of each agreement."""
        chosen: dict[str, list[str]] = {}
        for endpoint, told in self.opened.items():
            seen: set[str] = set()
            kinds = {path: {_kind_of(mark) for mark in marks} for path, marks in told.items()}
            for path in sorted(kinds, key=lambda each: -len(kinds[each])):
                if kinds[path] - seen:
                    chosen.setdefault(endpoint, []).append(path)
                    seen |= kinds[path]
        return chosen

    def differs(self, expected: Iterable[Mark], *, by_kind: bool = False) -> dict[str, str]:
        """What is found and should not be, with the address, and what should be found and is nowhere; ``by_kind`` asks
        what it is and whose alone, as of those who were asked for at their telling addresses."""
        said = _kind_of if by_kind else str
        found, wanted = {said(mark): path for mark, path in self.marks.items()}, {said(mark) for mark in expected}
        wrong = {each: found[each] for each in sorted(found.keys() - wanted)}
        return wrong | dict.fromkeys(sorted(wanted - found.keys()), NOWHERE)


def _kind_of(mark: Mark) -> str:
    return str(mark) if mark.kind == "agreement" else f"{mark.kind} of {mark.whose}"


class Asked:
    """Everything that was asked; ``found`` by reader."""

    def __init__(self, house: House) -> None:
        self.house, self.doors, self.found = house, Doors(house), dict[str, Found]()
        secret = [each for each in self.doors.rules if "token" in each.arguments]
        self._at_desk([each for each in self.doors.rules if "token" not in each.arguments])
        self._by_link(secret)
        stranger = self.found["guest of an event"] = Found()
        for rule in secret:
            stranger.ask(house.app.test_client(), rule.endpoint, [house.crawl.address_of(rule)])

    def _at_desk(self, rules: list[Rule]) -> None:
        people = self.house.colleagues()
        root = self.found["root"] = Found()
        for rule in rules:
            root.ask(people["root"].client, rule.endpoint, self.doors.addresses(rule))
            if rule.endpoint not in root.opened:
                root.ask(people["root"].client, rule.endpoint, [self.house.crawl.address_of(rule)])
        shut = {each.endpoint: self.doors.addresses(each) for each in rules if each.endpoint not in root.opened}
        self._ask("nobody", self.house.app.test_client(), {**root.opened, **shut})
        telling = root.telling()
        for name, colleague in people.items():
            if name != "root":
                self._ask(name, colleague.client, telling)

    def _ask(self, name: str, client: FlaskClient, paths: Mapping[str, Iterable[str]]) -> None:
        found = self.found[name] = Found()
        for endpoint, some in paths.items():
            found.ask(client, endpoint, some)

    def _by_link(self, rules: list[Rule]) -> None:
        """The first secret of each kind is tried at every door, those like it wherever that was not unheard of."""
        known: dict[tuple[str, int], set[str]] = {}
        client = self.house.app.test_client()
        for name, secrets in self.house.links().items():
            found = self.found[name] = Found()
            for place, secret in enumerate(secrets):
                like = (name.split()[0], place)
                tried = [each for each in rules if each.endpoint in known[like]] if like in known else rules
                alone = Found(marks=found.marks, opened=found.opened)
                for rule in tried:
                    alone.ask(client, rule.endpoint, self.doors.addresses(rule, [secret]))
                known.setdefault(like, alone.known)

    def found_under(self) -> dict[tuple[str, str], set[int]]:
        """For each door and each thing of a visit or a trip: the visits and trips under whose number it opened."""
        under: dict[tuple[str, str], set[int]] = {}
        adapter = self.doors.app.url_map.bind("localhost")
        for endpoint, told in self.found["root"].opened.items():
            for path in told:
                said = adapter.match(path)[1]
                above = said.pop("delegation_id", None) or said.pop("trip_id", None)
                if above is not None and said.keys() & THINGS:
                    under.setdefault((endpoint, str(said)), set()).add(above)
        return under

    def opened_to_nobody(self) -> set[str]:
        """The doors that nobody of all these came through."""
        opened = {endpoint for each in self.found.values() for endpoint in each.opened}
        return {each.endpoint for each in self.doors.rules} - opened
