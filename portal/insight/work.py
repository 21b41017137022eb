"""What waits for one person in an area: a line of work for each thing their roles let them do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.accounts.queries import people_in
from portal.accounts.roles import Role, allows
from portal.areas.models import Area
from portal.board.answering import entries_without_evidence
from portal.board.queries import entries_due, entries_unsigned, late_entries
from portal.board.quotes import quotes_waiting
from portal.consultations.queries import overdue
from portal.core import clock
from portal.core.access import Person
from portal.core.filters import long_date
from portal.core.permissions import Permission
from portal.insight.answered import things_answered
from portal.insight.filters import Standing
from portal.insight.queries import Waiting, waiting
from portal.insight.reach.queries import notes_due
from portal.local_offer.champions.standing import summary as champions_of
from portal.safeguarding.alert_clock import due_at
from portal.safeguarding.queries import alerts_of, call_backs_of
from portal.surveys.models import Wave
from portal.surveys.queries import open_waves
from portal.surveys.results.figures import Figure, Reader
from portal.surveys.results.names import audience_name
from portal.surveys.results.queries import people_by_audience
from portal.topics.asking_queries import appeals_queue, ideas_queue
from portal.topics.desk_queries import waiting as comments_waiting
from portal.topics.permissions import only_proposes, spaces_of

CALL_DAYS = 1
DUE_SOON = 14


@dataclass(frozen=True)
class Work:
    """One line: what, why it waits, and by when. `endpoint` and `address` say where it is done."""

    endpoint: str
    address: dict[str, str]
    what: str
    why: str
    due: date | None
    is_late: bool = False


def work_of(area: Area, person: Person, today: date) -> list[Work]:
    """Every line of work of this person in this area, the most pressing first."""
    lines: list[Work] = []
    if person.may(Permission.ACT_ON_ALERTS, area):
        lines += _alerts(area, today)
    if person.may(Permission.READ_FEEDBACK, area):
        lines += _feedback(area, person, today)
    lines += _topics(area, person, today)
    if person.may(Permission.WRITE_BOARD, area):
        lines += _late_promises(area, today)
        lines += _promises_to_mend(area, today)
    if person.may(Permission.KEEP_MEASURES, area):
        lines += _reach(area, today)
    if person.may(Permission.KEEP_SERVICES, area):
        lines += _champions(area, today)
    if person.may(Permission.CLEAR_FEEDBACK, area):
        lines += _quotes(area, person)
    if person.may(Permission.SIGN_FOR_FORUM, area):
        lines += _to_sign(area)
    if person.may(Permission.MANAGE_PEOPLE, area):
        lines += _people(area)
    return lines


def _alerts(area: Area, today: date) -> Iterator[Work]:
    alerts = alerts_of(area, open_only=True)
    dues = [due for alert in alerts if (due := due_at(alert, area.settings))]
    if dues:
        yield Work(
            "staff_safeguarding.index",
            {},
            str(ngettext("%(num)s alert to look at", "%(num)s alerts to look at", len(alerts))),
            str(_("Words that may mean someone is not safe.")),
            clock.local(min(dues)).date(),
            min(dues) < clock.now(),
        )
    calls = call_backs_of(area)
    if calls:
        yield _line(
            "staff_safeguarding.index",
            {},
            str(ngettext("%(num)s person wants a call", "%(num)s people want a call", len(calls))),
            str(_("They asked for it after they wrote to us.")),
            area.settings.working_days_after(calls[0].asked_on, CALL_DAYS),
            today,
        )


def _feedback(area: Area, person: Person, today: date) -> Iterator[Work]:
    found = waiting(area)
    if Standing.TO_READ in found:
        queue = found[Standing.TO_READ]
        words = ngettext("%(num)s comment to read", "%(num)s comments to read", queue.items)
        due = (
            area.settings.working_days_after(queue.oldest, area.settings.reading_days)
            if queue.oldest
            else None
        )
        yield _queue(Standing.TO_READ, str(words), queue, due, today)
    if Standing.TO_CLEAR in found and person.may(Permission.CLEAR_FEEDBACK, area):
        queue = found[Standing.TO_CLEAR]
        words = ngettext("%(num)s comment to clear", "%(num)s comments to clear", queue.items)
        yield _queue(Standing.TO_CLEAR, str(words), queue, None, today)
    if Standing.TO_SORT in found and person.may(Permission.SORT_FEEDBACK, area):
        queue = found[Standing.TO_SORT]
        words = ngettext("%(num)s comment without a theme", "%(num)s comments without a theme", queue.items)
        yield _queue(Standing.TO_SORT, str(words), queue, None, today)


def _queue(standing: Standing, what: str, queue: Waiting, due: date | None, today: date) -> Work:
    oldest = long_date(queue.oldest) if queue.oldest else ""
    why = str(_("The oldest came on %(day)s.", day=oldest))
    return _line("staff_feedback.index", {"state": standing}, what, why, due, today)


def _topics(area: Area, person: Person, today: date) -> Iterator[Work]:
    """What waits on the moderation desk, for those who decide there; ideas have no day by which."""
    spaces = spaces_of(person, area)
    if not spaces:
        return
    counts = comments_waiting(area, spaces).values()
    oldest = min((one.oldest for one in counts if one.oldest), default=None)
    number = sum(one.comments for one in counts)
    words = ngettext("%(num)s comment on topics to decide", "%(num)s comments on topics to decide", number)
    yield from _moderated("index", str(words), oldest, area, today)
    appeals = appeals_queue(area, [one for one in spaces if not only_proposes(person, area, one)])
    words = ngettext("%(num)s appeal waits", "%(num)s appeals wait", appeals.number)
    yield from _moderated("appeals", str(words), appeals.oldest, area, today)
    ideas = ideas_queue(area, spaces)
    if ideas.number:
        words = ngettext("%(num)s idea waits", "%(num)s ideas wait", ideas.number)
        yield Work(
            "staff_moderation.ideas", {}, str(words), str(_("What families want to talk about.")), None
        )


def _moderated(page: str, what: str, oldest: date | None, area: Area, today: date) -> Iterator[Work]:
    if oldest:
        due = area.settings.working_days_after(oldest, area.settings.reading_days)
        why = str(_("The oldest came on %(day)s.", day=long_date(oldest)))
        yield _line(f"staff_moderation.{page}", {}, what, why, due, today)


def _late_promises(area: Area, today: date) -> Iterator[Work]:
    late = late_entries(area, today)
    if late:
        what = str(ngettext("%(num)s promise is late", "%(num)s promises are late", len(late)))
        why = str(_("Say why, or say when. Families see that it is late."))
        yield Work("staff_board.index", {}, what, why, late[0].due_on, True)


def _promises_to_mend(area: Area, today: date) -> Iterator[Work]:
    """What an officer has to put right on the board before it is late or bare."""
    due = entries_due(area, today, today + timedelta(days=DUE_SOON))
    if due:
        what = str(ngettext("%(num)s promise is due soon", "%(num)s promises are due soon", len(due)))
        yield _line("staff_board.index", {}, what, str(_("Write how it stands.")), due[0].due_on, today)
    bare = entries_without_evidence(area)
    if bare:
        what = ngettext("%(num)s promise answers nothing", "%(num)s promises answer nothing", len(bare))
        yield Work("staff_board.index", {}, str(what), str(_("Put beside it what it answers.")), None)
    loose = [one for one in things_answered(area) if not one.promises]
    if loose:
        what = ngettext("%(num)s thing has no promise", "%(num)s things have no promise", len(loose))
        why = str(_("Figures, votes, topics, gaps and findings that nothing answers yet."))
        yield Work("staff_answered.index", {}, str(what), why, None)
    for one in overdue(area):
        if one.is_late(today):
            yield _line(
                "staff_consultations.show",
                {"consultation_id": str(one.id)},
                str(_("Decide: %(title)s", title=one.title)),
                str(_("Families were told when it would be decided.")),
                one.decide_by,
                today,
            )


def _reach(area: Area, today: date) -> Iterator[Work]:
    """Ways to reach those who are missing, late or due soon."""
    due = notes_due(area, today + timedelta(days=DUE_SOON))
    if due:
        words = ngettext(
            "%(num)s way to reach people is due", "%(num)s ways to reach people are due", len(due)
        )
        why = str(_("Say how far it is, or what came of it."))
        address = {"by": str(due[0].dimension)}
        yield _line("staff_reach.index", address, str(words), why, due[0].due_on, today)


def _champions(area: Area, today: date) -> Iterator[Work]:
    late = champions_of(area, today).overdue
    if late:
        what = str(ngettext("%(num)s champion is overdue", "%(num)s champions are overdue", late))
        why = str(_("Entries of the Local Offer that nobody checked this term."))
        yield Work("staff_champions.index", {}, what, why, None, True)


def _quotes(area: Area, person: Person) -> Iterator[Work]:
    waiting = [one for one in quotes_waiting(area) if one.chosen_by != person.id]
    if waiting:
        what = str(ngettext("%(num)s quote to decide", "%(num)s quotes to decide", len(waiting)))
        why = str(_("A second person says yes before words of families are shown."))
        yield Work("staff_board.quote_list", {}, what, why, None)


def _to_sign(area: Area) -> Iterator[Work]:
    unsigned = entries_unsigned(area)
    if unsigned:
        what = str(ngettext("%(num)s promise to sign off", "%(num)s promises to sign off", len(unsigned)))
        yield Work("staff_board.index", {}, what, str(_("Is it kept? The forum has not said yet.")), None)


def _people(area: Area) -> Iterator[Work]:
    """Work that nobody here may do: without a lead, locked words would wait for ever."""
    held = {role for one in people_in(area) for role in one.roles_in(area)}
    for role, permission in (
        (Role.SAFEGUARDING_LEAD, Permission.ACT_ON_ALERTS),
        (Role.OFFICER, Permission.READ_FEEDBACK),
    ):
        if not any(allows(one, permission) for one in held):
            what = str(_("Nobody here is %(role)s", role=role.value))
            yield Work("staff_people.index", {}, what, str(_("Their work waits for ever.")), None, True)


def _line(
    endpoint: str, address: dict[str, str], what: str, why: str, due: date | None, today: date
) -> Work:
    return Work(endpoint, address, what, why, due, due is not None and due < today)


@dataclass(frozen=True)
class OpenWave:
    """A survey that is open now, with how many have sent their answers so far."""

    wave: Wave
    people: Sequence[Figure]


def rounds_open(area: Area, person: Person, at: datetime) -> list[OpenWave]:
    """The open surveys with their exact numbers so far; none for those who may not read exact ones."""
    if not person.may(Permission.READ_EXACT_NUMBERS, area):
        return []
    reader = Reader(area, person)
    waves = open_waves(area, at)
    counts = people_by_audience([wave.id for wave in waves])
    return [
        OpenWave(
            wave,
            [
                reader.alone(audience_name(audience), count)
                for (wave_id, audience), count in counts.items()
                if wave_id == wave.id
            ],
        )
        for wave in waves
    ]
