"""The figures of a wave that was released, for the sheets of a file: as everyone sees them, for good.

A file that counted anew would move with every answer taken back, and two files would tell of the person
between them (rules.md: public counts of people change only at a release).
"""

from collections.abc import Collection, Iterator

from flask_babel import gettext as _

from portal.core.disclosure import ShownKind
from portal.core.disclosure.protector import HIDDEN_TEXT, STAR_TEXT
from portal.core.spreadsheet import Cell
from portal.exports.scope import Scope
from portal.releases.figures import Published, ShownCell, ShownTable
from portal.surveys.models import Wave
from portal.surveys.names import mode_name
from portal.surveys.results.names import audience_name, channel_name

Row = list[Cell]


def people_of(table: ShownTable) -> Cell:
    """The base of a table."""
    return table.people if table.people is not None else str(_(HIDDEN_TEXT))


def figure_of(cell: ShownCell) -> Cell:
    """One figure: a number, a star, or a sentence."""
    if cell.shown == ShownKind.NUMBER:
        return cell.people
    return STAR_TEXT if cell.shown == ShownKind.STAR else str(_(HIDDEN_TEXT))


def _words(cell: ShownCell) -> str | None:
    return str(_(cell.words)) if cell.words else None


def question_rows(scope: Scope, wave: Wave, published: Published) -> Iterator[Row]:
    """Each answer of each question by group; who answered is counted over all ways of asking."""
    for table in _of(published, {"answers", "who"}):
        start: Row = [
            wave.title,
            scope.survey_title(wave),
            table.key,
            audience_name(table.audience),
            mode_name(table.mode) if table.mode else _("every way"),
            people_of(table),
        ]
        if not table.enough:
            yield [*start, _("all answers"), _("yes"), people_of(table), None, None, table.title]
            continue
        for cell in table.cells:
            base = _("yes") if cell.in_base else _("no")
            yield [*start, cell.label, base, figure_of(cell), cell.per_cent, _words(cell), table.title]


def tag_rows(
    scope: Scope, wave: Wave, published: Published, section: str, wanted: Collection[str]
) -> Iterator[Row]:
    """How many people wrote about each theme or priority; `wanted`: the codes of those asked for.

    Priorities were released for the plan in force alone: for those of another plan a row says so.
    """
    tables = _of(published, {section})
    if not tables:
        # a release from before figures were counted by this
        yield [wave.title, scope.survey_title(wave), None, None, _("Not released by this"), *[None] * 3]
    for table in tables:
        start: Row = [wave.title, scope.survey_title(wave), table.group, people_of(table)]
        cells = [cell for cell in table.cells if cell.code in wanted]
        if not cells:
            yield [*start, _("Not released for this plan"), None, None, None]
        for cell in cells:
            yield [*start, cell.label, figure_of(cell), cell.per_cent, _words(cell)]


def mix_rows(scope: Scope, wave: Wave, published: Published) -> Iterator[Row]:
    """Base and channel mix of each audience, over all ways of asking."""
    for table in _of(published, {"who"}):
        if table.key != "channel":
            continue
        who = f"{wave.title}, {scope.survey_title(wave)}: {audience_name(table.audience)}"
        if not table.enough:
            yield [who, people_of(table)]
            continue
        parts = [f"{channel_name(cell.code)}: {_said(cell)}" for cell in table.cells]
        said = _("%(number)s people. %(channels)s", number=table.people, channels=", ".join(parts))
        yield [who, said]


def _said(cell: ShownCell) -> str:
    if cell.per_cent is not None:
        return f"{cell.per_cent}%"
    return _words(cell) or str(figure_of(cell))


def _of(published: Published, sections: Collection[str]) -> list[ShownTable]:
    return [table for table in published.tables if table.section in sections]
