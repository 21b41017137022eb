"""How the comments were sorted, and how well people agree: a table that stands in every themed file."""

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.core.spreadsheet import Cell
from portal.exports.queries import sorters
from portal.exports.scope import Scope
from portal.feedback.frame_queries import version_number
from portal.insight.agreement.kappa import Estimate
from portal.insight.agreement.method import MethodNote, method_note
from portal.insight.suggesting.actions import read_quality
from portal.insight.suggesting.models import LearnedPart
from portal.insight.suggesting.queries import learned_part

Row = list[Cell]
HEADINGS = ("About", "What", "Figure", "Lowest", "Highest")
NOTHING: tuple[Cell, Cell, Cell] = (None, None, None)


def method_rows(scope: Scope) -> Iterator[Row]:
    """Sentences first, then figures with the interval in which they lie 95 times in 100."""
    yield from _sorting(scope)
    note = method_note(scope.area)
    if note is None:
        yield [
            _("How well people agree"),
            _("No sample was sorted by a second person yet, so nobody knows."),
            *NOTHING,
        ]
    else:
        yield from _agreement(note)
    yield from _suggestions(scope)


def _sorting(scope: Scope) -> Iterator[Row]:
    about, version = _("How comments were sorted"), version_number(scope.area.id)
    people = sorters(scope.area, scope.wave_ids, scope.at)
    yield [
        about,
        _("People put each theme on, or said yes to a suggestion. Nothing counts before that."),
        *NOTHING,
    ]
    yield [about, _("How many people sorted the comments of these rounds"), people, None, None]
    yield [about, _("Version of the list of themes in use"), version, None, None]


def _agreement(note: MethodNote) -> Iterator[Row]:
    about = _("How well people agree")
    for sentence in note.sentences:
        yield [about, sentence, *NOTHING]
    yield [about, _("Comments in the sample"), note.size, None, None]
    yield [about, _("Seed of the sample"), note.seed, None, None]
    if not note.may_say_themes:
        # the figures of a whole would give its hidden counts away, theme by theme
        yield [
            about,
            _("The sample is more than half of what it was drawn from, so there are no figures by theme."),
            *NOTHING,
        ]
        return
    yield [about, _("Agreed on all themes together, in 100"), *_in_100(note.report.overall.same)]
    yield [about, _("Cohen's kappa of all themes together"), *_kappa(note.report.overall.kappa)]
    for one in note.report.themes:
        label = one.theme.label
        yield [about, _("%(theme)s: agreed, in 100", theme=label), *_in_100(one.agreement.same)]
        yield [about, _("%(theme)s: Cohen's kappa", theme=label), *_kappa(one.agreement.kappa)]


def _suggestions(scope: Scope) -> Iterator[Row]:
    about = _("How good suggestions are")
    part = learned_part(scope.area)
    if not scope.area.settings.suggestions:
        yield [about, _("Suggestions are off: people sorted without them."), *NOTHING]
    if part is None:
        yield [about, _("Nothing was learned, so nothing is known of how good they are."), *NOTHING]
        return
    yield [
        about,
        _(
            "Tried on %(number)s comments that people sorted and nothing was learned from.",
            number=part.held_back,
        ),
        *NOTHING,
    ]
    yield from _quality(scope, about, part)


def _quality(scope: Scope, about: str, part: LearnedPart) -> Iterator[Row]:
    themes = {theme.slug: theme.label for theme in scope.themes}
    lines = [(_("Lexicon and learned"), part.quality["all"]), (_("Lexicon alone"), part.quality["lexicon"])]
    lines += [(themes[slug], kept) for slug, kept in part.quality["themes"].items() if slug in themes]
    for label, kept in lines:
        quality = read_quality(kept)
        yield [about, _("%(thing)s: suggested and right, in 100", thing=label), *_in_100(quality.precision)]
        yield [about, _("%(thing)s: found of what is there, in 100", thing=label), *_in_100(quality.recall)]


def _in_100(found: Estimate | None) -> tuple[Cell, Cell, Cell]:
    if found is None or found.low is None or found.high is None:
        return (_("cannot be told"), None, None)
    return (round(100 * found.value), round(100 * found.low), round(100 * found.high))


def _kappa(found: Estimate | None) -> tuple[Cell, Cell, Cell]:
    """As text with two places: machines write fractions differently."""
    if found is None:
        return (_("cannot be told"), None, None)
    low = None if found.low is None else f"{found.low:.2f}"
    high = None if found.high is None else f"{found.high:.2f}"
    return (f"{found.value:.2f}", low, high)
