"""Everything the moderation page of one comment shows, gathered with the same few queries."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.areas.outside import outside_from
from portal.core import clock
from portal.core.access import Person
from portal.feedback.models import Redaction
from portal.feedback.reading import Piece, PieceKind, pieces_of
from portal.topics.asking_models import BrokenGlass
from portal.topics.desk_actions import STEPS
from portal.topics.glass_queries import broken_on
from portal.topics.likeness import Like, most_alike
from portal.topics.messages import codes_for
from portal.topics.models import UNDECIDED, Act, CommentState, Decision, TopicComment
from portal.topics.naming import act_name, code_name


@dataclass(frozen=True)
class CommentDesk:
    """One comment with what it is judged by; `reader` is somebody else who reads it now.

    `outside_from`: the day from which somebody from outside may confirm what is proposed.
    """

    comment: TopicComment
    pieces: list[Piece]
    due: date
    names: dict[int, str]
    reader: str
    is_mine: bool
    alike: list[Like]
    opened: list[BrokenGlass]
    outside_from: date | None

    @property
    def details(self) -> list[Piece]:
        """The marked details that still stand."""
        return [piece for piece in self.pieces if piece.kind == PieceKind.DETAIL]

    @property
    def redactions(self) -> list[Redaction]:
        """What is taken out, in the order of the text."""
        item = self.comment.item
        return sorted(item.redactions, key=lambda one: one.start) if item else []

    @property
    def history(self) -> list[Decision]:
        """Every decision so far, the oldest first."""
        return list(self.comment.decisions)

    def name(self, person_id: int | None) -> str:
        """Who did it."""
        return self.names.get(person_id or 0, "")


def desk_of(area: Area, comment: TopicComment, person: Person, at: datetime) -> CommentDesk:
    """The desk for one comment, read by this person now."""
    assert comment.item is not None  # noqa: S101 the desk holds no others
    reader = comment.claimant(at)
    acted = {who for one in comment.decisions for who in (one.by, one.second_by) if who}
    acted |= {one.taken_out_by for one in comment.item.redactions} | ({reader} if reader else set())
    opened = broken_on(comment)
    names = names_of(acted | {one.by for one in opened})
    return CommentDesk(
        comment=comment,
        pieces=pieces_of(comment.item),
        due=area.settings.working_days_after(comment.sent_on, area.settings.reading_days),
        names=names,
        reader=names.get(reader, "") if reader not in (None, person.id) else "",
        is_mine=reader == person.id,
        alike=most_alike(comment),
        opened=opened,
        outside_from=_outside_from(area, comment),
    )


def _outside_from(area: Area, comment: TopicComment) -> date | None:
    if comment.state != CommentState.PROPOSED or comment.decision is None:
        return None
    return outside_from(area, clock.local(comment.decision.at).date())


def acts_for(comment: TopicComment) -> list[Act]:
    """What may be decided about a comment as it stands."""
    return [act for act, (before, _after) in STEPS.items() if comment.state in before]


def code_groups(comment: TopicComment) -> list[tuple[str, list[tuple[str, str]]]]:
    """The reasons to choose from, by the decision they belong to."""
    groups = [(act, codes_for(act)) for act in acts_for(comment)]
    return [(act_name(act), [(code, code_name(code)) for code in codes]) for act, codes in groups if codes]


def age_of(comment: TopicComment, area: Area) -> tuple[str, bool]:
    """How long a comment has waited, in words, and whether that is longer than we promise.

    One that is held, or waits for an adult, is late like any other: its family waits too.
    """
    days = (clock.today() - comment.sent_on).days
    due = area.settings.working_days_after(comment.sent_on, area.settings.reading_days)
    late = comment.state in UNDECIDED and due < clock.today()
    return (str(ngettext("%(num)s day", "%(num)s days", days)) if days else str(_("today"))), late
