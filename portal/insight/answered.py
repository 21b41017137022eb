"""Both ways between what was said or found and the promises: what answers a thing, what nothing answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.board.answerable import LONGEST_NAME, Offered, offered, released_question
from portal.board.answering import WORDS, answers_by_thing, entries_answering, kind_of_words
from portal.board.models import Entry, EvidenceKind
from portal.core.access import Person
from portal.core.filters import long_date
from portal.core.permissions import Permission
from portal.feedback.queries import visible_item
from portal.surveys.results.names import audience_name


@dataclass(frozen=True)
class Answered:
    """One thing that was said or found, with the promises that answer it (none: not answered yet)."""

    thing: Offered
    kind: str
    promises: Sequence[Entry]


def kind_name(kind: EvidenceKind) -> str:
    """What kind of thing a promise answers, in words."""
    names = {
        EvidenceKind.FEEDBACK: _("A comment"),
        EvidenceKind.OFFER: _("A comment on the Local Offer"),
        EvidenceKind.RELEASE: _("Figures"),
        EvidenceKind.VOTE: _("A vote"),
        EvidenceKind.TOPIC: _("A topic"),
        EvidenceKind.GAP: _("A gap in the Local Offer"),
        EvidenceKind.FINDING: _("What inspectors found"),
        EvidenceKind.REPORT: _("A report from outside"),
    }
    return str(names[kind])


def things_answered(area: Area) -> list[Answered]:
    """Everything that is no single comment, with the promises beside it; what nothing answers first."""
    found = answers_by_thing(area)
    rows = [Answered(one, kind_name(one.kind), found.get(one.value, [])) for one in offered(area)]
    return sorted(rows, key=lambda row: bool(row.promises))


def one_thing(area: Area, person: Person, value: str) -> Answered | None:
    """One thing by its "kind:ref" with the promises beside it; None for one that is not there.

    A comment only for those who may read feedback, and only while it can be seen.
    """
    kind, _colon, ref = value.partition(":")
    if kind in WORDS:
        thing = _comment(area, person, ref)
    elif kind == EvidenceKind.RELEASE and ref.count("/") == 2:
        thing = released_question(area, ref)
    else:
        thing = next((one for one in offered(area) if one.value == value), None)
    if thing is None:
        return None
    promises = entries_answering(area, thing.kind, [thing.ref]).get(thing.ref, [])
    return Answered(thing, kind_name(thing.kind), promises)


def _comment(area: Area, person: Person, ref: str) -> Offered | None:
    known = ref.isascii() and ref.isdigit() and len(ref) < 20 and int(ref) < 2**63
    if not known or not person.may(Permission.READ_FEEDBACK, area):
        return None
    item = visible_item(area, int(ref))
    if item is None:
        return None
    words = f"{audience_name(item.audience)}, {long_date(item.received_on)}"
    return Offered(kind_of_words(area, item.id), ref, words[:LONGEST_NAME])
