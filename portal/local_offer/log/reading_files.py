"""The search log of another website: lines of term, date and count, as a file or as JSON."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.local_offer.log.clustering import Meaning, meaning_of
from portal.local_offer.search.helping import asks_for_help
from portal.local_offer.search.understanding import understand
from portal.local_offer.search.vocabulary import Vocabulary
from portal.local_offer.search.words import LONGEST_QUERY

MOST_LINES = 20_000
MOST_SEARCHES = 1_000_000  # of one line
OLDEST = timedelta(days=365 * 3)


@dataclass(frozen=True)
class Taken:
    """Lines that can be counted, and how many could not: no date, no count, or nothing that may be kept."""

    lines: list[tuple[Meaning, date, int]]
    passed_over: int


def lines_of_csv(content: bytes) -> list[tuple[str, str, str]]:
    """Term, date and count of each line; refuses (RuleBroken) a file without these columns or too long."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    reader = csv.DictReader(io.StringIO(text))
    columns = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    if not {"term", "date", "count"} <= columns.keys():
        raise RuleBroken(
            _("The first line must name the columns: term, date, count."), field="file", status=422
        )
    try:
        lines = [tuple(row[columns[name]] or "" for name in ("term", "date", "count")) for row in reader]
    except csv.Error as broken:
        raise RuleBroken(_("This is not a CSV file."), field="file", status=422) from broken
    return [(line[0], line[1], line[2]) for line in lines]


def understood(
    area_slug: str, lines: Iterable[tuple[str, str, str]], vocabulary: Vocabulary, today: date
) -> Taken:
    """The lines as meanings, days and counts; refuses (RuleBroken) more than MOST_LINES.

    A cry for help is passed over like a line of numbers only: such searches are not logged (rules.md).
    """
    listed = list(lines)
    if len(listed) > MOST_LINES:
        raise RuleBroken(
            _("Up to %(most)s lines at a time, please.", most=MOST_LINES), field="file", status=422
        )
    taken: list[tuple[Meaning, date, int]] = []
    known: dict[str, Meaning | None] = {}
    for term, day, count in listed:
        words = term[:LONGEST_QUERY]
        if words not in known:
            known[words] = _countable(area_slug, words, vocabulary)
        meaning = known[words]
        on, often = _day(day, today), _count(count)
        if meaning is not None and on is not None and often:
            taken.append((meaning, on, often))
    return Taken(taken, len(listed) - len(taken))


def _countable(area_slug: str, words: str, vocabulary: Vocabulary) -> Meaning | None:
    if asks_for_help(words, understand(words, vocabulary)):
        return None
    return meaning_of(area_slug, words, vocabulary)


def _day(typed: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(typed.strip()[:10])
    except ValueError:
        return None
    return day if today - OLDEST <= day <= today else None


def _count(typed: str) -> int:
    plain = typed.strip().replace(",", "")
    number = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 9 else 0
    return number if number <= MOST_SEARCHES else 0
