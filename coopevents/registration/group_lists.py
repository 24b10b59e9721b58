"""Many members of a group at once: lines a leader typed or pasted."""

import re
from collections.abc import Iterator
from datetime import datetime

from coopevents.facts import Actor
from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.registration import group_members, group_rules
from coopevents.registration.group_models import Group
from coopevents.registration.group_places import lock
from coopevents.registration.group_states import MemberState
from coopevents.text import one_line

ADDRESS = re.compile(r"[^\s,;<>\"'()]+@[^\s,;<>\"'()]+")


class LinesAreWrong(Refusal):
    """Some lines cannot be read; ``sentences`` says which, and why."""

    status = 422
    sentence = _l("Nothing was sent: some lines have to be mended first.")

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(field="lines")
        self.sentences = sentences


def invite_lines(group: Group, text: str, *, now: datetime, actor: Actor) -> int:
    """Send a link to everybody named, one on each line, as long as there are places without a name.

    Returns how many links were sent. Raises GroupIsOver or LinesAreWrong.
    """
    lock(group)
    group_rules.ensure_open(group.state)
    named = list(_read(text))
    free = [each for each in group.members if each.state is MemberState.PLACEHOLDER and each.offer_id is None]
    wrong = [sentence for _name, _address, sentence in named if sentence]
    if len(named) > len(free):
        wrong.append(_("There are %(lines)s lines, but %(free)s free places.", lines=len(named), free=len(free)))
    if wrong:
        raise LinesAreWrong(wrong)
    for member, (name, address, _sentence) in zip(free, named, strict=False):
        group_members.invite_member(member, address, name, now=now, actor=actor)
    return len(named)


def _read(text: str) -> Iterator[tuple[str, str, str]]:
    """Name, address, and what is wrong, of each line that is not empty."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = ADDRESS.search(line)
        address = valid_email(found[0]) if found else None
        name = one_line(re.sub(r"[,;<>\"()\t]+", " ", line.replace(found[0], " ") if found else line))
        sentence = ""
        if not address:
            sentence = _("Line %(number)s has no e-mail address: %(line)s", number=number, line=one_line(line)[:80])
        elif address in seen:
            sentence = _("Line %(number)s has the same address as line %(other)s.", number=number, other=seen[address])
        seen.setdefault(address or "", number)
        yield name, address or "", sentence
