"""How a wave is released: the fixed list of its one-way tables, and the words that may be quoted.

Nobody is in two tables that add up: the about-you answers that stand beside a response are counted
once, over all modes, and not again as questions; every other question is counted by mode, because
the answers of different modes are never added up (rules.md, small numbers).
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.core.disclosure import PeopleCount
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.criteria import criteria
from portal.feedback.models import Stance
from portal.paper.queries import unsigned_paper
from portal.releases.figures import CountedCell, CountedTable, PlanTarget
from portal.releases.kinds import MOST_OFFERED, Kind, Quote, Report, Subject
from portal.strategies.queries import priorities_of, strategy_in_force, themes_for_families
from portal.surveys.comparing import oldest_comparable
from portal.surveys.models import Question, Wave
from portal.surveys.names import mode_name
from portal.surveys.queries import begun_waves, wave_in
from portal.surveys.questionnaire import scale_for
from portal.surveys.responses.actions import PURPOSE
from portal.surveys.responses.answer_actions import ABOUT
from portal.surveys.results import people
from portal.surveys.results.measuring import Target, good_codes, target_for, targets_of
from portal.surveys.results.names import (
    audience_name,
    channel_name,
    mode_words,
    one_of,
    stance_or_not,
)
from portal.surveys.results.queries import (
    questions_asked,
    writers,
    writers_by_criterion,
    writers_by_priority,
    writers_by_stance,
    writers_by_theme,
)
from portal.surveys.results.tables import AnswerTable, answer_tables, audiences_of
from portal.surveys.results.totals import NOBODY, joined

WAVE_KIND = "survey-wave"
NOT_SAID = "not-said"
# SQLite takes 32,766 values in one question
ASKED_AT_ONCE = 10_000
Labels = Mapping[str, str]


def _subject_of(wave: Wave) -> Subject:
    return Subject(
        id=wave.id,
        thing=wave.survey.slug,
        occasion=wave.slug,
        title=str(wave.version.text("title", Mode.STANDARD) or wave.survey.slug),
        round_title=wave.title,
        opens_at=wave.opens_at,
        closes_at=wave.closes_at,
        ready_at=wave.closes_at + timedelta(hours=wave.grace_hours),
    )


def _subjects(area: Area, at: datetime) -> list[Subject]:
    return [_subject_of(wave) for wave in begun_waves(area, at)]


def _subject(area: Area, wave_id: int) -> Subject | None:
    wave = wave_in(area, wave_id)
    return _subject_of(wave) if wave else None


def count(area: Area, wave_id: int, report: Report) -> list[CountedTable]:
    """Every table of a wave, in the order of the file; a group of nobody has its tables too."""
    wave = wave_in(area, wave_id)
    if wave is None:
        raise LookupError(f"no wave {wave_id}")
    questions = questions_asked([wave])
    report(0, 3, _("Counting who answered."))
    tables = _who(area, wave, questions)
    report(1, 3, _("Counting the answers."))
    asked = [one for one in questions if one.key not in ABOUT]
    found, targets = answer_tables(area, [wave], asked, every_group=True), targets_of(area, [wave])
    tables += [_answers(one, _target(area, one, targets)) for one in _by_group(found)]
    report(2, 3, _("Counting themes and priorities."))
    tables += _themes(area, wave) + _priorities(area, wave) + _criteria(area, wave) + _stances(area, wave)
    report(3, 3, _("Keeping the figures."))
    return tables


def _who(area: Area, wave: Wave, questions: Iterable[Question]) -> list[CountedTable]:
    """The people of a wave by each about-you answer: one query for each, however many people."""
    found = []
    for column, (title, labels) in breakdowns(area, wave, questions).items():
        by_audience = people.people_by(wave.id, [column])[column]
        for audience in audiences_of(wave):
            cells = by_audience.get(audience, {})
            found.append(_table("who", column, title, audience, labels, _named(cells), many=False))
    return found


def _named(cells: Mapping[str | None, PeopleCount]) -> dict[str, PeopleCount]:
    return {NOT_SAID if code is None else code: cell for code, cell in cells.items()}


def breakdowns(area: Area, wave: Wave, questions: Iterable[Question]) -> dict[str, tuple[str, Labels]]:
    """What the people of a wave are broken down by: title and labels by column."""
    found: dict[str, tuple[str, Labels]] = {
        "mode": (_("How they answered"), {mode: mode_name(mode) for mode in wave.version.modes}),
        "channel": (_("How answers came in"), {one: channel_name(one) for one in Channel}),
    }
    for question in questions:
        if question.key in ABOUT:
            labels = {**_options(area, question), NOT_SAID: _("Did not say")}
            found[ABOUT[question.key]] = (_wording(question), labels)
    return found


def _wording(question: Question) -> str:
    wording = question.wording(Mode.STANDARD) or question.wordings[0]
    return wording.words


def _options(area: Area, question: Question) -> dict[str, str]:
    """Every answer that any mode offers, in the words of the standard one."""
    found: dict[str, str] = {}
    for wording in sorted(question.wordings, key=lambda one: list(Mode).index(Mode(one.mode))):
        scale = scale_for(wording.kind, question.options, area)
        for option in scale.options if scale else ():
            found.setdefault(option.code, option.label(Mode.STANDARD))
    return found


def _table(
    section: str,
    key: str,
    title: str,
    audience: Audience,
    labels: Labels,
    counts: Mapping[str, PeopleCount],
    *,
    many: bool,
    base: PeopleCount | None = None,
) -> CountedTable:
    """One table of an audience over all modes; a code that the list no longer has stands at the end."""
    codes = [*labels, *sorted(set(counts) - set(labels))]
    return CountedTable(
        section=section,
        key=key,
        title=title,
        group=audience_name(audience),
        audience=audience.value,
        mode=None,
        many=many,
        base=joined(counts.values()) if base is None else base,
        cells=[CountedCell(code, labels.get(code, code), counts.get(code, NOBODY)) for code in codes],
    )


def _target(area: Area, table: AnswerTable, targets: Mapping[int, Target]) -> PlanTarget | None:
    """What the plan in force wants of this group's answers; None where it names no number."""
    target, good = target_for(table.question, table.group.audience, targets), good_codes(area, table)
    return PlanTarget(target.per_cent, sorted(good), target.measure) if target and good else None


def _answers(table: AnswerTable, target: PlanTarget | None) -> CountedTable:
    group, version = table.group, table.question.version
    cells = [CountedCell(one.code, table.label(one), table.count(one)) for one in table.options]
    cells += [CountedCell(one.code, table.label(one), table.count(one), False) for one in table.off_scale]
    return CountedTable(
        section="answers",
        key=table.question.key,
        title=table.asked,
        group=f"{audience_name(group.audience)}, {mode_words(group.mode)}",
        audience=group.audience.value,
        mode=group.mode.value,
        many=table.takes_many,
        base=table.base,
        cells=cells,
        version=version.number,
        since=oldest_comparable(version.survey.versions, version.number, table.question.key),
        target=target,
    )


def _by_group(tables: list[AnswerTable]) -> list[AnswerTable]:
    """In the order of the questions, then of the vocabulary: parents first, standard words first."""
    return sorted(
        tables,
        key=lambda one: (
            one.question.position,
            list(Audience).index(one.group.audience),
            list(Mode).index(one.group.mode),
        ),
    )


def _themes(area: Area, wave: Wave) -> list[CountedTable]:
    labels = {theme.id: (theme.slug, theme.label) for theme in themes_for_families()}
    title = _("What people wrote about")
    return _written(area, wave, "themes", title, labels, writers_by_theme)


def _priorities(area: Area, wave: Wave) -> list[CountedTable]:
    """By the priorities of the plan in force when the wave closed."""
    plan = strategy_in_force(area, clock.local(wave.closes_at).date())
    if plan is None:
        return []
    labels = {one.id: (one.slug, f"{one.number}. {one.short_title}") for one in priorities_of(plan)}
    title = _("What people wrote about, by the parts of the plan")
    return _written(area, wave, "priorities", title, labels, writers_by_priority)


def _criteria(area: Area, wave: Wave) -> list[CountedTable]:
    """By what inspectors look at: an inspection pack holds the figures of releases and no others."""
    labels = {key: (key, title) for key, title in criteria().items()}
    title = _("What people wrote about, by what inspectors look at")
    return _written(area, wave, "criteria", title, labels, writers_by_criterion)


def _stances(area: Area, wave: Wave) -> list[CountedTable]:
    """By what the words say, of whatever thing: a theme in one stance would be a group of a group."""
    labels = {one: (one or NOT_SAID, stance_or_not(one)) for one in (*Stance, None)}
    title = _("What people wrote about, by whether it works")
    return _written(area, wave, "stances", title, labels, writers_by_stance)


Written = Callable[[Area, Collection[int]], dict[tuple[int, Audience], dict[Any, PeopleCount]]]


def _written(
    area: Area, wave: Wave, section: str, title: str, things: Mapping[Any, tuple[str, str]], by: Written
) -> list[CountedTable]:
    """How many people wrote about each thing (by its id or key): people; some about several."""
    bases, found = writers(area, [wave.id]), by(area, [wave.id])
    labels = dict(things.values())
    tables = []
    for audience in audiences_of(wave):
        group = (wave.id, audience)
        own = found.get(group, {})
        counts = {slug: own.get(number, NOBODY) for number, (slug, _label) in things.items()}
        base = bases.get(group, NOBODY)
        tables.append(_table(section, section, title, audience, labels, counts, many=True, base=base))
    return tables


def refuse_unsigned(area: Area, wave_id: int) -> None:
    """Refuse a wave while paper of it is not signed: a release never changes."""
    batches = unsigned_paper(area, PURPOSE, wave_id)
    if batches:
        raise RuleBroken(
            "Paper of this round is not signed yet: %(titles)s. Two people must sign it first, or stop it.",
            titles=", ".join(one.title for one in batches[:3]),
        )


# which of these words (ids of feedback items) their senders allow to be quoted
MayQuote = Callable[[Collection[int]], Collection[int]]


def nobody_allows(_item_ids: Collection[int]) -> set[int]:
    """Without a receipt that can give permission to quote, no words are ever shown."""
    return set()


def wave_kind(may_quote: MayQuote) -> Kind:
    """How a wave is released, given who knows which words may be quoted."""

    def quotes(area: Area, wave_id: int, item_ids: Collection[int] | None) -> list[Quote]:
        wanted = people.cleared_ids(area, wave_id) if item_ids is None else list(item_ids)
        ids: list[int] = []
        for start in range(0, len(wanted), ASKED_AT_ONCE):
            some = wanted[start : start + ASKED_AT_ONCE]
            allowed = set(may_quote(some))
            ids += [number for number in some if number in allowed]
            if len(ids) >= MOST_OFFERED:
                break
        return [
            Quote(item.id, people.words_of(item), one_of(item.audience), item.language, item.cleared_at)
            for item in people.cleared_items(area, wave_id, ids[:MOST_OFFERED])
            if item.cleared_at is not None
        ]

    return Kind(WAVE_KIND, _subjects, _subject, count, quotes, refuse_unsigned)
