"""The rows of a table as what people said: each text with its day, audience, place, theme and key."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from portal.core.disclosure import new_record_key
from portal.core.errors import RuleBroken
from portal.core.table_files import has_words
from portal.core.text import clean_words, means_something
from portal.core.vocabulary import Audience
from portal.core.workbook_guard import refuse
from portal.core.workbook_sheets import Row
from portal.earlier.columns import Mapping as Columns

MOST_ROWS = 50_000
LONGEST = 5000
LONGEST_HEADING = 200
LONGEST_KEY = 200
# who people call the three audiences, in small letters
AUDIENCES = {
    Audience.PARENT_CARER: "parent parents carer carers parent/carer parent-carer mum dad family",
    Audience.YOUNG_PERSON: "child children pupil student young young-person youth",
    Audience.PRACTITIONER: "practitioner practitioners professional professionals teacher staff",
}
BY_WORD = {word: audience for audience, words in AUDIENCES.items() for word in words.split()} | {
    "parent carer": Audience.PARENT_CARER,
    "parent or carer": Audience.PARENT_CARER,
    "parents and carers": Audience.PARENT_CARER,
    "young person": Audience.YOUNG_PERSON,
    "young people": Audience.YOUNG_PERSON,
    "people who work with families": Audience.PRACTITIONER,
}
DAY_FIRST = ("%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
MONTH_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%B %d %Y", "%b %d %Y")


class Refused(Exception):
    """These words cannot be taken; the message is the code of the reason (words.reason_words)."""


@dataclass(frozen=True)
class Said:
    """One text of a row. `key` and `print_of` are keyed hashes, `record_key` that of the person."""

    number: int
    column: str
    words: str
    heading: str
    said_on: date
    audience: Audience
    place_id: int | None
    theme_id: int | None
    key: str
    print_of: str
    record_key: int
    remark: str = ""


@dataclass(frozen=True)
class NotTaken:
    """A text or row that is refused: where it stands, and the code of the reason."""

    number: int
    column: str
    reason: str


@dataclass(frozen=True)
class About:
    """What a row says of all its texts: `own` is its key in the file, "" without a column of keys."""

    day: date
    audience: Audience
    own: str
    record_key: int


@dataclass
class Reader:
    """Reads the rows of one file. `hashed` makes a keyed hash, `person_key` the record key of a person.

    `places` and `themes`: ids by name in small letters. `oldest`: the first day of which words are kept.
    """

    headings: list[str]
    columns: Columns
    places: Mapping[str, int]
    themes: Mapping[str, int]
    oldest: date
    today: date
    hashed: Callable[[str], str]
    person_key: Callable[[str], int]
    met: Counter[str] = field(default_factory=Counter)
    empty: int = 0

    def texts(self, rows: Iterator[Row]) -> Iterator[Said | NotTaken]:
        """Every text of every row below the headings. Refuses (RuleBroken) a file with too many rows."""
        filled = 0
        for number, cells in islice(rows, 1, None):
            # a mark far below what stands in a sheet makes many empty rows, which nobody sees
            filled += has_words(cells)
            if filled > MOST_ROWS:
                raise refuse(
                    "There are more than %(most)s rows in this file. Bring it in parts.", most=MOST_ROWS
                )
            said = [place for place in self.columns.words if _cell(cells, place)]
            if said:
                yield from self._row(number, cells, said)
            else:
                self.empty += 1

    def _row(self, number: int, cells: list[str], said: list[int]) -> Iterator[Said | NotTaken]:
        try:
            about = self._about(cells)
        except Refused as why:
            yield NotTaken(number, "", str(why))
            return
        for place in said:
            try:
                yield self._said(number, place, cells, about)
            except Refused as why:
                yield NotTaken(number, self.headings[place], str(why))

    def _about(self, cells: list[str]) -> About:
        own = _cell(cells, self.columns.key)
        if self.columns.key is not None and not own:
            raise Refused("no-key")
        if len(own) > LONGEST_KEY:
            raise Refused("long-key")
        who = _cell(cells, self.columns.person) or own
        return About(
            self._day(_cell(cells, self.columns.day)),
            self._audience(_cell(cells, self.columns.audience)),
            own,
            # who wrote two rows is one person, also when the file comes again; else each row is somebody
            self.person_key(who) if who else new_record_key(),
        )

    def _said(self, number: int, place: int, cells: list[str], about: About) -> Said:
        columns, own = self.columns, about.own
        words = _words(_cell(cells, place))
        heading = " ".join(_cell(cells, columns.heading).split()) or self.headings[place]
        where, about_what = _cell(cells, columns.place), _cell(cells, columns.theme)
        place_id, no_place = _known(self.places, where)
        theme_id, no_theme = _known(self.themes, about_what)
        said = "\x1f".join((heading, about.day.isoformat(), about.audience, words))
        whole = f"{said}\x1f{place_id}\x1f{theme_id}"
        # known by what the file says: a place that is added here later makes nobody's words other words
        mine = own or "\x1f".join((said, where, about_what))
        # of two rows that say the same, one is not the other: the second is its own
        key = f"{'own' if own else 'words'}\x1f{place}\x1f{mine}"
        self.met[key] += 1
        if own and self.met[key] > 1:
            raise Refused("doubled")
        turn = "" if own else f"\x1f{self.met[key]}"
        return Said(
            number=number,
            column=self.headings[place],
            words=words,
            heading=heading[:LONGEST_HEADING],
            said_on=about.day,
            audience=about.audience,
            place_id=place_id,
            theme_id=theme_id,
            key=self.hashed(key + turn),
            print_of=self.hashed(whole),
            record_key=about.record_key,
            remark="place" if no_place else "theme" if no_theme else "",
        )

    def _day(self, cell: str) -> date:
        day = day_in(cell, day_first=self.columns.day_first) if cell else self.columns.usual_day
        if day is None:
            raise Refused("no-day")
        if day > self.today:
            raise Refused("to-come")
        if day < self.oldest:
            raise Refused("too-old")
        return day

    def _audience(self, cell: str) -> Audience:
        if not cell:
            return self.columns.usual_audience
        plain = " ".join(cell.lower().split())
        found = BY_WORD.get(plain)
        if found is None:
            raise Refused("unknown-audience")
        return found


def day_in(cell: str, *, day_first: bool) -> date | None:
    """The day that a cell says, with or without a time; 2021-05-03 and 3 May 2021 are never unclear."""
    parts = cell.replace("T", " ", 1).split() if cell[:4].isdigit() else cell.replace(",", " ").split()
    try:
        return date.fromisoformat(parts[0])
    except (ValueError, IndexError):
        text = " ".join(part for part in parts if ":" not in part and part.lower() not in {"am", "pm"})
    for form in DAY_FIRST if day_first else (*MONTH_FIRST, "%d %B %Y", "%d %b %Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _cell(cells: list[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _words(cell: str) -> str:
    try:
        words = clean_words(cell, limit=LONGEST)
    except RuleBroken as broken:
        raise Refused("too-long") from broken
    if not means_something(words):
        raise Refused("no-words")
    return words


def _known(ids: Mapping[str, int], cell: str) -> tuple[int | None, bool]:
    """The id that a cell names, and whether it names something that is not known here."""
    found = ids.get(" ".join(cell.lower().split()))
    return found, bool(cell) and found is None
