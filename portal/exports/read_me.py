"""The first sheet: what the file is, what it is for, how it was counted and protected."""

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.core.disclosure import PeopleCount, rule_in_full
from portal.core.filters import long_date
from portal.core.spreadsheet import Cell
from portal.core.vocabulary import Channel, Mode
from portal.exports import released
from portal.exports.figure_sheets import figure, share
from portal.exports.scope import Scope
from portal.surveys.models import Wave
from portal.surveys.results.names import audience_name, channel_name, mode_words
from portal.surveys.results.queries import People, people_by_channel
from portal.surveys.results.tables import audiences_of
from portal.surveys.results.totals import NOBODY, joined

HEADINGS = ("What", "Explanation")
Row = list[Cell]


def read_me_rows(scope: Scope, not_cleared: int) -> Iterator[Row]:
    """Pairs of what and explanation, the made-up notice first."""
    if scope.demonstration:
        yield [_("Made up"), _("Example. People and numbers are made up.")]
    yield [_("Area"), f"{scope.area.name}: {scope.area.partnership}"]
    yield [_("What it is for"), scope.purpose]
    yield [_("Made on"), long_date(scope.at)]
    yield [_("Plan"), f"{scope.strategy.title} ({scope.strategy.starts}–{scope.strategy.ends})"]
    yield from _dates(scope)
    yield from _who_answered(scope)
    yield from _where_from(scope)
    yield from _words(not_cleared)
    yield from _rule(scope)


def _dates(scope: Scope) -> Iterator[Row]:
    for one in scope.rounds:
        days = _("%(first)s to %(last)s", first=long_date(one.opens_at), last=long_date(one.closes_at))
        yield [_("Round: %(title)s", title=one.title), days]
    for one in scope.open_rounds:
        yield [
            _("No figures: %(title)s", title=one.title),
            _("This round is still open. Figures leave when it has ended. Its cleared words are here."),
        ]


def _where_from(scope: Scope) -> Iterator[Row]:
    """Which figures are those of a release, and which were counted for this file."""
    for wave in scope.counted:
        title = _("Figures: %(title)s", title=f"{wave.title}, {scope.survey_title(wave)}")
        if wave.id in scope.released:
            yield [title, _("As they were released. What was taken back since is still in them.")]
        else:
            yield [title, _("Counted for this file. Nothing of this round was released yet.")]


def _who_answered(scope: Scope) -> Iterator[Row]:
    """Base and channel mix of each group, protected like every other figure."""
    for wave in scope.counted:
        if wave.id in scope.released:
            yield from released.mix_rows(scope, wave, scope.released[wave.id])
    found = people_by_channel([wave.id for wave in scope.counted_anew])
    for wave in scope.counted_anew:
        for audience in audiences_of(wave):
            for mode in wave.version.modes:
                people = People(wave.id, audience, Mode(mode))
                yield [
                    _who(scope, wave, people),
                    _mix(
                        scope, {channel: found.get(people, {}).get(channel, NOBODY) for channel in Channel}
                    ),
                ]


def _who(scope: Scope, wave: Wave, people: People) -> str:
    who = f"{audience_name(people.audience)}, {mode_words(people.mode)}"
    return f"{wave.title}, {scope.survey_title(wave)}: {who}"


def _mix(scope: Scope, channels: dict[Channel, PeopleCount]) -> str:
    table = scope.protect.table(joined(channels.values()), channels)
    if table.base.number is None:
        return str(figure(table.base))
    parts = []
    for channel in channels:
        percent, word = share(table, channel)
        said = f"{percent}%" if percent is not None else word or figure(table.cells[channel])
        parts.append(f"{channel_name(channel)}: {said}")
    return str(_("%(number)s people. %(channels)s", number=figure(table.base), channels=", ".join(parts)))


def _words(not_cleared: int) -> Iterator[Row]:
    yield [
        _("Words"),
        _(
            "Only comments that a person has read and cleared. %(number)s comments are not cleared yet "
            "and are left out. Names and other details were taken out: [name], [place] and so on.",
            number=not_cleared,
        ),
    ]
    yield [
        _("Themes and priorities"),
        _(
            "People are counted, not comments: someone who wrote three comments on a theme counts once. "
            "A person may write about several themes. Comments that are not cleared yet count too."
        ),
    ]
    yield [
        _("Side by side"),
        _(
            "Answers of parents and carers, of young people, and in Easy Read are never added up. "
            "“Not sure” and “does not apply” are not in the base."
        ),
    ]


def _rule(scope: Scope) -> Iterator[Row]:
    own = scope.protect.settings
    yield [_("How small numbers are protected"), rule_in_full(own, _)]
    yield [
        _("Settings"),
        _(
            "Fewest answers: %(threshold)s. Star below: %(small)s. Rounded to: %(step)s. "
            "Strength of the blur (epsilon): %(epsilon)s. Percentages from: %(base)s.",
            threshold=own.threshold,
            small=own.small,
            step=own.step,
            epsilon=own.epsilon,
            base=own.percentage_base,
        ),
    ]
