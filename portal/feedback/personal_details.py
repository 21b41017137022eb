"""Personal details in free text: found by their shape, so that they can be masked until somebody asks.

E-mail addresses, UK telephone numbers, full UK postcodes, NHS numbers, National Insurance numbers and
full dates (any could be a date of birth). Names, schools and streets have no shape: a person has to
look for those. Numbers that belong to services (03, 08, 09) are no personal detail and stay.
The shapes themselves stand in detail_shapes.py.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from operator import mul
from re import Match, Pattern
from typing import NamedTuple

from portal.feedback import detail_shapes as shapes

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_WITHOUT_GAPS = dict.fromkeys(map(ord, " .()-"))
Spans = Iterable[tuple[int, int]]


class DetailKind(StrEnum):
    """What a personal detail is."""

    EMAIL = "email"
    DATE_OF_BIRTH = "date-of-birth"
    NATIONAL_INSURANCE = "national-insurance-number"
    POSTCODE = "postcode"
    PHONE = "phone"
    NHS_NUMBER = "nhs-number"


class PersonalDetail(NamedTuple):
    """One detail and its place: text[start:end]."""

    kind: DetailKind
    start: int
    end: int


def find(text: str) -> tuple[PersonalDetail, ...]:
    """The personal details in a text, in order, none overlapping another.

    Where two shapes share letters the first of these wins: e-mail, date, National Insurance number,
    postcode, telephone, NHS number.
    """
    left = shapes.plain(text)
    found: list[PersonalDetail] = []
    has_digits = shapes.A_DIGIT.search(left) is not None
    for kind, look in _LOOKS if has_digits else _LOOKS[:1]:
        spans = list(look(left))
        found.extend(PersonalDetail(kind, start, end) for start, end in spans)
        left = _blanked(left, spans)
    return tuple(sorted(found, key=lambda detail: detail.start))


def mask(text: str, details: Iterable[PersonalDetail], *, label: Callable[[DetailKind], str]) -> str:
    """The text with each detail replaced by its label in square brackets: "[phone number]".

    `details` are as find() gave them for this text: in order, not overlapping.
    """
    parts: list[str] = []
    done = 0
    for detail in details:
        parts += (text[done : detail.start], f"[{label(detail.kind)}]")
        done = detail.end
    return "".join((*parts, text[done:]))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits (0 to 9) end in the check digit of an NHS number.

    The digits times 10, 9, 8 and so on down to 1 add up to a multiple of 11. Their codes will do in
    place of their values, since the difference (48 times 55) is a multiple of 11 too.
    """
    return len(digits) == 10 and sum(map(mul, digits.encode(), range(10, 0, -1))) % 11 == 0


def _blanked(text: str, spans: Spans) -> str:
    """The text with what is already found blanked out, each letter keeping its place."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], shapes.OTHER * (end - start))
        done = end
    return "".join((*parts, text[done:])) if parts else text


def _look(pattern: Pattern[str]) -> Callable[[str], Spans]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _emails(text: str) -> Spans:
    return _look(shapes.EMAIL)(text) if "@" in text else ()


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Every postcode in an area that there is; the NHS writes ZZ99 and anything for no address."""
    for match in shapes.POSTCODE.finditer(text):
        real = match["area"] in shapes.AREAS and shapes.INWARD.fullmatch(match["inward"])
        if real or (match["area"], match["district"]) == ("zz", "99"):
            yield match.span()


def _nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    done = 0
    for match in shapes.TEN_DIGITS.finditer(text):
        start, end = match.start(), match.end(1)
        if start >= done and is_nhs_number(text[start:end].translate(_WITHOUT_GAPS)):
            done = end
            yield start, end


def _dates(text: str) -> Iterator[tuple[int, int]]:
    """Every full date that the calendar has: 31/02/2014 is none."""
    with_month = shapes.MONTH_DATES if shapes.A_MONTH.search(text) else ()
    looks = (shape.finditer(text) for shape in (*shapes.NUMBER_DATES, *with_month))
    spans = sorted(match.span() for matches in looks for match in matches if _is_date(match))
    done = 0
    for start, end in spans:
        if start >= done:
            done = end
            yield start, end


def _is_date(match: Match[str]) -> bool:
    """Whether the calendar has that day. A year of two digits could be in either century."""
    month, year = match["month"], int(match["year"].lstrip("'"))
    number = MONTHS.index(month[:3]) + 1 if month[0].isalpha() else int(month)
    years = (year,) if year > 99 else (1900 + year, 2000 + year)
    return any(_calendar_has(each, number, int(match["day"])) for each in years)


def _calendar_has(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_LOOKS: tuple[tuple[DetailKind, Callable[[str], Spans]], ...] = (
    (DetailKind.EMAIL, _emails),
    (DetailKind.DATE_OF_BIRTH, _dates),
    (DetailKind.NATIONAL_INSURANCE, _look(shapes.NATIONAL_INSURANCE)),
    (DetailKind.POSTCODE, _postcodes),
    (DetailKind.PHONE, _look(shapes.PHONE)),
    (DetailKind.NHS_NUMBER, _nhs_numbers),
)
