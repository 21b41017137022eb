"""The tables of a record-level file: read me, codes, words, and the code book."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.filters import long_date
from portal.core.spreadsheet import Cell
from portal.core.vocabulary import Mode
from portal.exports.records import queries
from portal.exports.records.coarse import HIDDEN, LEAST_ALIKE, About, coarsened
from portal.exports.records.columns import Column, columns_of
from portal.exports.records.spss import syntax
from portal.surveys.models import Question, Survey, Wave
from portal.surveys.names import mode_name
from portal.surveys.questionnaire import scale_for
from portal.surveys.responses.answer_actions import ABOUT
from portal.surveys.results.names import audience_name, channel_name
from portal.surveys.results.queries import questions_asked

Row = list[Cell]
CODES = "Records, codes"
CODES_FILE = "records-codes.csv"
WORDS = "Records, words"
# the first columns, in the order of About
WHO = ("round", "audience", "mode", "channel", "locality", "language", "plan", "age_band", "helper")


@dataclass(frozen=True)
class RecordScope:
    """Everything the tables of one file are made from: a survey's ended waves, and what it is for."""

    area: Area
    survey: Survey
    waves: Sequence[Wave]
    purpose: str
    by: int
    at: datetime
    least: int
    demonstration: bool

    @property
    def wave_ids(self) -> list[int]:
        """The ids of its waves."""
        return [wave.id for wave in self.waves]

    @property
    def title(self) -> str:
        """The survey in standard words."""
        return str(self.waves[-1].version.text("title", Mode.STANDARD) or self.survey.slug)

    @property
    def titles(self) -> list[str]:
        """The survey, and each of its waves."""
        return [self.title, *(wave.title for wave in self.waves)]

    @property
    def slug(self) -> str:
        """The survey, in the name of the file."""
        return self.survey.slug

    @property
    def protection(self) -> dict[str, float]:
        """What fewer people than this share is left out."""
        return {"least": self.least}

    @cached_property
    def questions(self) -> list[Question]:
        """Every question of every version, version by version."""
        return questions_asked(self.waves)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the questions."""
        return columns_of(self.area, self.questions)

    @cached_property
    def people(self) -> dict[About, int]:
        """How many people share each description."""
        return queries.people_alike(self.wave_ids, self.by)

    @cached_property
    def coarse(self) -> dict[About, About]:
        """What each description of a person becomes."""
        return coarsened(self.people, self.least)

    @cached_property
    def about_words(self) -> dict[str, dict[str, str]]:
        """The words of the codes of who answered, by column."""
        found: dict[str, dict[str, str]] = {
            "round": {wave.slug: wave.title for wave in self.waves},
            "audience": _Named(audience_name),
            "mode": _Named(mode_name),
            "channel": _Named(channel_name),
        }
        for question in self.questions:
            if question.key in ABOUT:
                own = found.setdefault(ABOUT[question.key], {})
                for wording in question.wordings:
                    scale = scale_for(wording.kind, question.answers_from, self.area)
                    for option in scale.options if scale else ():
                        own.setdefault(option.code, option.label(Mode.STANDARD))
        return found


class _Named(dict[str, str]):
    """Words looked up when they are first asked for."""

    def __init__(self, name: Callable[[str], str]) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, code: str) -> str:
        self[code] = self._name(code)
        return self[code]


def headings(scope: RecordScope) -> tuple[str, ...]:
    """The same in both tables of records."""
    return (*WHO, *(column.name for column in scope.columns))


def code_rows(scope: RecordScope) -> Iterator[Row]:
    """One row a response, in codes."""
    slugs = {wave.id: wave.slug for wave in scope.waves}
    for about, answered in queries.records(scope.wave_ids):
        who = scope.coarse[about]
        cells: Row = [column.code(answered) for column in scope.columns]
        numbers = zip(scope.columns, cells, strict=True)
        cells = [int(cell) if column.cell and cell else cell for column, cell in numbers]
        yield [slugs[who.wave_id], *who[1:], *cells]


def word_rows(scope: RecordScope) -> Iterator[Row]:
    """The same rows in the same order, in words."""
    words = [scope.about_words.get(name, {}) for name in WHO]
    values = [column.values for column in scope.columns]
    for row in code_rows(scope):
        who = [_word(known, cell) for known, cell in zip(words, row, strict=False)]
        yield [*who, *(_word(known, cell) for known, cell in zip(values, row[len(WHO) :], strict=True))]


def _word(known: dict[str, str] | object, cell: Cell) -> Cell:
    if cell is None or cell == HIDDEN or not isinstance(known, dict):
        return cell
    if isinstance(known, _Named):
        return known[str(cell)]
    return known.get(str(cell), str(cell))


BOOK_HEADINGS = ("Column", "Asked as", "Kind", "Code", "Words")


def book_rows(scope: RecordScope) -> Iterator[Row]:
    """Each column with its codes and their words."""
    for column in scope.columns:
        for code, words in column.values.items():
            yield [column.name, column.words, column.kind, int(code) if column.cell else code, words]


READ_ME_HEADINGS = ("What", "Explanation")


def read_me_rows(scope: RecordScope) -> Iterator[Row]:
    """Pairs of what and explanation, the made-up notice first."""
    if scope.demonstration:
        yield [_("Made up"), _("Example. People and numbers are made up.")]
    yield [_("Area"), f"{scope.area.name}: {scope.area.partnership}"]
    yield [_("Survey"), scope.title]
    yield [_("What it is for"), scope.purpose]
    yield [_("Made on"), long_date(scope.at)]
    for wave in scope.waves:
        days = _("%(first)s to %(last)s", first=long_date(wave.opens_at), last=long_date(wave.closes_at))
        number = _("version %(number)s", number=wave.version.number)
        yield [_("Round: %(title)s", title=wave.title), f"{days}, {number}"]
    yield [
        _("Keep it inside"),
        _(
            "Each row is one person's answers. Use it for this purpose only and do not pass it on. "
            "Delete it when you are done. Publish figures from a release, never from this file."
        ),
    ]
    yield [
        _("Who answered"),
        _(
            "Made coarse: what fewer than %(least)s people of a round share is “hidden”. So is part of a "
            "description that fewer than %(alike)s people share. No place, no day, no words, no key.",
            least=scope.least,
            alike=LEAST_ALIKE,
        ),
    ]
    yield [
        _("Columns"),
        _(
            "The same in each version, in the order of the questions: the key of the question and the "
            "kind it was asked in. An empty cell: not asked, or not answered."
        ),
    ]


def syntax_lines(scope: RecordScope) -> list[str]:
    """The SPSS syntax of this file."""
    return list(syntax(CODES_FILE, [(name, name) for name in WHO], scope.columns))
