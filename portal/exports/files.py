"""What each kind of file holds, and how it is written: tables in their order, or a pack as a document."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from portal.core.json_tables import JsonFile
from portal.core.spreadsheet import Cell, CsvFiles, Tables, Workbook
from portal.exports import (
    board_pack,
    chart_files,
    documents,
    figure_sheets,
    inspection_pack,
    method,
    native_charts,
    queries,
    read_me,
    word_files,
    word_sheets,
)
from portal.exports.documents import Document
from portal.exports.models import FileFormat
from portal.exports.scope import Scope
from portal.strategies.queries import priorities_of

# how far the making is: done, in all, words
Report = Callable[[int, int, str], None]
# writes a file and returns how many families' words stand in it
Writer = Callable[[Path, Scope, int, Report], int]
Sheet = tuple[str, tuple[str, ...], Iterator[Sequence[Cell]]]
ROWS_A_REPORT = 2000


def _tables(kind: Callable[[Path], AbstractContextManager[Tables]]) -> Writer:
    """A file of tables of one kind; a workbook has charts and a sheet for each priority besides."""

    def write(path: Path, scope: Scope, not_cleared: int, report: Report) -> int:
        with kind(path) as tables:
            words = _write(tables, scope, not_cleared, report)
            if isinstance(tables, Workbook):
                _add_to_workbook(tables, scope, words, report)
        return words

    return write


def _add_to_workbook(book: Workbook, scope: Scope, words: int, report: Report) -> None:
    report(words, words, "Charts.")
    native_charts.add(book, scope)
    for priority in priorities_of(scope.strategy):
        report(words, words, f"{priority.number}. {priority.short_title}")
        name = f"{priority.number} {priority.short_title}"
        rows = word_sheets.rows_under(scope, priority)
        book.add(name, word_sheets.WORD_HEADINGS, _told(rows, words, words, report))


def _pack(
    written: Callable[[Scope, int, Report], Document], save: Callable[[Path, Document], None]
) -> Writer:
    """A pack, as a document of one kind."""

    def write(path: Path, scope: Scope, not_cleared: int, report: Report) -> int:
        pack = written(scope, not_cleared, report)
        save(path, pack)
        return pack.quotes

    return write


# each with the ending of the file's name
TABLE_FILES: dict[FileFormat, tuple[Callable[[Path], AbstractContextManager[Tables]], str]] = {
    FileFormat.XLSX: (Workbook, "xlsx"),
    FileFormat.CSV: (CsvFiles, "zip"),
    FileFormat.JSON: (JsonFile, "json"),
}
WRITERS: dict[FileFormat, tuple[Writer, str]] = {
    **{one: (_tables(kind), ending) for one, (kind, ending) in TABLE_FILES.items()},
    FileFormat.CHARTS: (chart_files.write, "zip"),
    FileFormat.BOARD_WORD: (_pack(board_pack.written, word_files.save_word), "docx"),
    FileFormat.BOARD_PAGE: (_pack(board_pack.written, documents.save_page), "html"),
    FileFormat.INSPECTION_WORD: (_pack(inspection_pack.written, word_files.save_word), "docx"),
    FileFormat.INSPECTION_PAGE: (_pack(inspection_pack.written, documents.save_page), "html"),
}


def _write(tables: Tables, scope: Scope, not_cleared: int, report: Report) -> int:
    """Every table of the file; returns how many cleared comments it holds."""
    words, total = 0, queries.cleared_count(scope.area, scope.wave_ids, scope.at)
    for name, headings, rows in _sheets(scope, not_cleared):
        report(0 if headings is not word_sheets.BOOK_HEADINGS else total, total, f"{name}.")
        if headings is word_sheets.WORD_HEADINGS:
            words = tables.add(name, headings, _told(rows, 0, total, report))
        else:
            tables.add(name, headings, rows)
    return words


def _told(
    rows: Iterable[Sequence[Cell]], done: int, total: int, report: Report
) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows, start=1):
        if number % ROWS_A_REPORT == 0:
            report(min(done + number, total), total, "Words.")
        yield row


def _sheets(scope: Scope, not_cleared: int) -> Iterator[Sheet]:
    yield "Read me", read_me.HEADINGS, read_me.read_me_rows(scope, not_cleared)
    yield "Method", method.HEADINGS, method.method_rows(scope)
    yield "Figures by question", figure_sheets.QUESTION_HEADINGS, figure_sheets.question_rows(scope)
    yield "Themes", figure_sheets.THEME_HEADINGS, figure_sheets.theme_rows(scope)
    yield "Priorities", figure_sheets.PRIORITY_HEADINGS, figure_sheets.priority_rows(scope)
    yield "Words", word_sheets.WORD_HEADINGS, word_sheets.word_rows(scope)
    yield "Code book", word_sheets.BOOK_HEADINGS, word_sheets.book_rows(scope)
