"""What another website posts: JSON of searches, each a term, a day and a count (docs/search-log.md)."""

import json
from datetime import date
from typing import Any

MOST_LINES = 5_000  # of one post
MOST_COUNT = 1_000_000
LONGEST_TERM = 1_000  # what is longer is nobody's search


class Unreadable(Exception):
    """What was posted cannot be taken: the HTTP status, and why, in English for who writes the program."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


def lines_of_json(body: bytes) -> list[tuple[str, str, str]]:
    """Term, day and count of each line; refuses (Unreadable) what is not so."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise Unreadable(400, "The body is not JSON in UTF-8.") from broken
    listed = told.get("searches") if isinstance(told, dict) else None
    if not isinstance(listed, list):
        raise Unreadable(422, 'The body must be an object with a list "searches".')
    if not 0 < len(listed) <= MOST_LINES:
        raise Unreadable(422, f'"searches" must hold 1 to {MOST_LINES} lines.')
    return [_line(number, one) for number, one in enumerate(listed)]


def _line(number: int, one: Any) -> tuple[str, str, str]:
    place = f"searches[{number}]"
    if not isinstance(one, dict):
        raise Unreadable(422, f"{place} must be an object with term, date and count.")
    term, day, count = one.get("term"), one.get("date"), one.get("count")
    if not isinstance(term, str) or not 0 < len(term) <= LONGEST_TERM:
        raise Unreadable(422, f"{place}.term must be text of 1 to {LONGEST_TERM} letters.")
    if not isinstance(day, str) or not _is_day(day):
        raise Unreadable(422, f"{place}.date must be a day such as 2026-11-23.")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 < count <= MOST_COUNT:
        raise Unreadable(422, f"{place}.count must be a whole number from 1 to {MOST_COUNT}.")
    # halves of a letter, which JSON can spell, are no letters
    return term.encode("utf-8", "replace").decode(), day, str(count)


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-11-23") and date.fromisoformat(text) is not None
    except ValueError:
        return False
