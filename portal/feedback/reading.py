"""A family's words as staff read them: details masked, taken-out words as chips, places to take out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.core.errors import RuleBroken
from portal.feedback.actions import details_left
from portal.feedback.models import FeedbackItem
from portal.feedback.names import detail_name, reason_name

Span = tuple[int, int]
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


class PieceKind(StrEnum):
    """words: as written. detail: marked, still there, masked. taken_out: a person took it out."""

    WORDS = "words"
    DETAIL = "detail"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True)
class Piece:
    """A run of letters of the words as written. `text` is empty where the letters are not shown.

    `what` is the kind of a marked detail, or the reason for which words were taken out.
    """

    kind: PieceKind
    start: int
    end: int
    text: str = ""
    what: str = ""
    redaction_id: int | None = None


def pieces_of(item: FeedbackItem) -> list[Piece]:
    """The words of an item from first to last, with details masked and redactions as they stand."""
    gone = [
        Piece(PieceKind.TAKEN_OUT, r.start, r.end, what=r.reason, redaction_id=r.id)
        for r in item.redactions
    ]
    hidden = sorted([*gone, *_masked(item)], key=lambda piece: piece.start)
    found: list[Piece] = []
    place = 0
    for piece in hidden:
        found += [*_words(item.words, place, piece.start), piece]
        place = piece.end
    return [*found, *_words(item.words, place, len(item.words))]


def _masked(item: FeedbackItem) -> list[Piece]:
    """Marked details as pieces that touch neither each other nor what is taken out already."""
    taken = sorted((r.start, r.end) for r in item.redactions)
    found: list[Piece] = []
    for kind, start, end in sorted(details_left(item), key=lambda detail: detail[1]):
        start = max(start, found[-1].end) if found else start
        found += [Piece(PieceKind.DETAIL, *part, what=kind) for part in outside(taken, start, end)]
    return found


def outside(taken: Iterable[Span], start: int, end: int) -> list[Span]:
    """The parts of a span that none of the others covers."""
    left = []
    for first, last in sorted(taken):
        if first > start:
            left.append((start, min(first, end)))
        start = max(start, last)
    left.append((start, end))
    return [(first, last) for first, last in left if first < last]


def _words(words: str, start: int, end: int) -> list[Piece]:
    return [Piece(PieceKind.WORDS, start, end, words[start:end])] if start < end else []


def excerpt_of(item: FeedbackItem, letters: int = 160) -> str:
    """The beginning of the words on one line, masked, for lists."""
    text = "".join(piece.text or f" [{_name(piece)}] " for piece in pieces_of(item))
    line = re.sub(r"\s+", " ", text).strip()
    line = re.sub(r"\] (?=[.,;:!?])", "]", line)
    return line if len(line) <= letters else line[:letters].rsplit(" ", 1)[0] + " …"


def _name(piece: Piece) -> str:
    return detail_name(piece.what) if piece.kind == PieceKind.DETAIL else reason_name(piece.what)


def places_of(typed: str, words: str) -> list[Span]:
    """Every place where the typed words stand, as whole words where they do, whatever the case.

    "first words … last words" is the one stretch between them. Refuses (field "words") what is not
    there, and a beginning that stands more than once.
    """
    ends = [end for end in _GAP.split(typed.strip()) if end]
    if not ends or len(ends) > 2:
        raise RuleBroken("Type the words to take out.", field="words", status=422)
    if len(ends) == 1:
        return _found(ends[0], words)
    first = _found(ends[0], words)
    if len(first) > 1:
        reason = "The first words stand in more than one place. Type a few more of them."
        raise RuleBroken(reason, field="words", status=422)
    last = [place for place in _found(ends[1], words) if place[0] >= first[0][1]]
    if not last:
        raise RuleBroken("The last words must come after the first ones.", field="words", status=422)
    return [(first[0][0], last[0][1])]


def _found(typed: str, words: str) -> list[Span]:
    pattern = re.sub(r"(?:\\\s|\s)+", r"\\s+", re.escape(typed.strip()))
    pattern = re.sub(r"['’‘]", "['’‘]", pattern)
    # whole words first; a script without spaces between words has no others
    for whole in (rf"(?<!\w){pattern}(?!\w)", pattern):
        found = [(match.start(), match.end()) for match in re.finditer(whole, words, re.IGNORECASE)]
        if found:
            return found
    raise RuleBroken(
        "We cannot find these words. Type them as they stand in the text.", field="words", status=422
    )
