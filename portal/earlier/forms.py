"""What may be typed about a file with earlier words: its name, and what each column is."""

from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import (
    DateField,
    FileField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length

from portal.core.errors import RuleBroken
from portal.core.forms import Form
from portal.core.vocabulary import Audience, Channel
from portal.earlier.columns import Mapping, guess
from portal.earlier.models import EarlierFile
from portal.earlier.sheets import to_choose
from portal.earlier.words import sheet_words

LARGEST_FILE = 10 * 1024 * 1024
CHOOSE = _("Choose from the page.")
DAY = _("Write a day, like 2027-03-27.")
COLUMNS = {
    "heading": (_("The question or heading"), _("Without it, the heading of the column is used.")),
    "day": (_("The day it was said"), ""),
    "audience": (_("Who said it"), _("Words like parent, young person, teacher.")),
    "place": (_("Where it was said"), _("The name of one of your places.")),
    "theme": (_("Its theme"), _("Only a suggestion: a person sorts each comment.")),
    "key": (
        _("Its own number"),
        _("With it, words that change in the file change here too. We keep only a mark of it."),
    ),
    "person": (
        _("The number of the person"),
        _("If one person stands in many rows. We keep only a mark of it."),
    ),
}
AUDIENCES = {
    Audience.PARENT_CARER: _("Parents and carers"),
    Audience.YOUNG_PERSON: _("Young people"),
    Audience.PRACTITIONER: _("People who work with families"),
}
CHANNELS = {
    Channel.PAPER: _("On paper"),
    Channel.WEB: _("On the web"),
    Channel.PHONE: _("By phone"),
    Channel.EVENT: _("At an event"),
}


class FileForm(Form):
    """A file and what it is called."""

    title = StringField(
        _("What is it?"),
        validators=[
            InputRequired(_("Say what it is.")),
            Length(max=100, message=_("Write a shorter name: up to 100 letters.")),
        ],
        description=_(
            "Like: School survey 2024. Use the same name each time. Then nothing comes in twice."
        ),
    )
    file = FileField(
        _("File"),
        description=_(
            "CSV or Excel (.csv or .xlsx), up to 10 MB and 50,000 rows. We read one sheet at a time."
        ),
        render_kw={"accept": ".csv,.xlsx"},
    )

    def uploaded(self) -> tuple[str, bytes]:
        """The name and content of the file. Refuses (field "file") none, an empty one, one too large."""
        sent: Any = self.file.data
        content = sent.stream.read(LARGEST_FILE + 1) if isinstance(sent, FileStorage) else b""
        if not content:
            raise RuleBroken("Choose a file that is not empty.", field="file", status=422)
        if len(content) > LARGEST_FILE:
            raise RuleBroken("This file is larger than 10 MB. Bring it in parts.", field="file", status=422)
        return " ".join(str(sent.filename or "").split())[-200:], content


def column_field(name: str) -> SelectField:
    """The choice of a column for one field; no column is a choice too."""
    label, hint = COLUMNS[name]
    return SelectField(label, description=hint, default="", invalid_choice_message=CHOOSE)


class SheetForm(Form):
    """Which sheet of a workbook is read; sheets are named by their place, since a name may be odd."""

    chosen = RadioField(
        _("Which sheet do we read?"),
        validators=[InputRequired(CHOOSE)],
        invalid_choice_message=CHOOSE,
    )

    def offer(self, found: EarlierFile) -> None:
        """The sheets below whose headings something stands, with how many rows."""
        sheets = found.all_sheets()
        choices = [(str(sheets.index(one)), one) for one in to_choose(sheets)]
        self.chosen.choices = [SelectChoice(place, sheet_words(one)) for place, one in choices]
        if not self.is_submitted() or self.chosen.data is None:
            self.chosen.data = next((place for place, one in choices if one.name == found.sheet), None)

    def sheet(self, found: EarlierFile) -> str:
        """The name of the chosen sheet; only call it on a form that is valid."""
        return found.all_sheets()[int(self.chosen.data)].name


class ColumnsForm(Form):
    """What each column is; columns are named by their place, since two may have the same heading."""

    # the sheet whose columns the page showed
    seen = HiddenField()
    words = SelectMultipleField(
        _("Which columns hold what people said?"),
        validators=[InputRequired(_("Choose at least one column."))],
        invalid_choice_message=CHOOSE,
    )
    heading = column_field("heading")
    day = column_field("day")
    day_form = RadioField(
        _("How are days written?"),
        choices=[
            SelectChoice("day", _("Day first, like 27/03/2021")),
            SelectChoice("month", _("Month first, like 03/27/2021")),
        ],
        default="day",
        validators=[InputRequired(CHOOSE)],
        invalid_choice_message=CHOOSE,
    )
    usual_day = DateField(
        _("The day, where the file does not say it"),
        validators=[InputRequired(DAY)],
        invalid_value_message=DAY,
    )
    audience = column_field("audience")
    usual_audience = RadioField(
        _("Who said it, where the file does not say it"),
        choices=[SelectChoice(one.value, words) for one, words in AUDIENCES.items()],
        validators=[InputRequired(CHOOSE)],
        invalid_choice_message=CHOOSE,
    )
    channel = RadioField(
        _("How did it first come in?"),
        choices=[SelectChoice(one.value, words) for one, words in CHANNELS.items()],
        validators=[InputRequired(CHOOSE)],
        invalid_choice_message=CHOOSE,
    )
    place = column_field("place")
    theme = column_field("theme")
    key = column_field("key")
    person = column_field("person")

    def offer(self, found: EarlierFile, before: EarlierFile | None, *, typed: bool) -> None:
        """Fill in the columns: as they were `typed`, as the same file had them before, or as is likely."""
        named = [SelectChoice(str(place), name) for place, name in enumerate(found.headings) if name]
        self.words.choices = named
        for field in COLUMNS:
            self._fields[field].choices = [SelectChoice("", _("No column")), *named]
        if typed:
            return
        self.seen.data = found.sheet
        known = found.mapping or (before.mapping if before else {}) or guess(found.headings)
        self.words.data = [str(place) for place in known.get("words", [])]
        for field in COLUMNS:
            self._fields[field].data = "" if known.get(field) is None else str(known[field])
        self.usual_audience.data = known.get("usual_audience")
        self.channel.data = known.get("channel")
        self.day_form.data = "day" if known.get("day_first", True) else "month"

    def mapping(self, found: EarlierFile) -> Mapping:
        """What was chosen; only call it on a form that is valid.

        Refuses a column that is two things, and (409) columns of a sheet that is not the one any more.
        """
        if len(found.sheets) > 1 and self.seen.data != found.sheet:
            raise RuleBroken("Another sheet was chosen meanwhile. Look at its columns.")
        words = tuple(int(place) for place in self.words.data)
        chosen = {field: self._fields[field].data for field in COLUMNS}
        others = {field: int(place) if place else None for field, place in chosen.items()}
        for field, place in others.items():
            if place in words:
                raise RuleBroken("This column holds what people said.", field=field, status=422)
        return Mapping(
            words=words,
            usual_audience=Audience(self.usual_audience.data),
            usual_day=self.usual_day.data,
            channel=Channel(self.channel.data),
            day_first=self.day_form.data == "day",
            **others,
        )
