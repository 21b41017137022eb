"""What staff key: what was said at a table, and learning as counts."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.consultations.details import Table
from portal.consultations.models import HeadBand, Learned
from portal.consultations.note_actions import LONGEST
from portal.consultations.words import band_name, learned_name
from portal.core import clock
from portal.core.forms import Form
from portal.core.vocabulary import Audience
from portal.places.models import Place
from portal.strategies.models import Theme
from portal.surveys.results.names import audience_name

CHOOSE = _("Choose from the page.")
DAY = _("Write a day, like 2027-03-27.")
NUMBER = _("Write a number, like 12.")
QUARTERS_BACK = 8


class NoteForm(Form):
    """What people said at a table."""

    words = TextAreaField(
        _("What people said"),
        description=_("In their sense, without names. It goes the same way as all words of families."),
        validators=[
            InputRequired(_("Write what people said.")),
            Length(max=LONGEST, message=_("Please keep to %(max)d letters.")),
        ],
    )
    audience = RadioField(
        _("Who sat at the table?"), validators=[InputRequired(CHOOSE)], invalid_choice_message=CHOOSE
    )
    head_band = RadioField(
        _("How many people?"), validators=[InputRequired(CHOOSE)], invalid_choice_message=CHOOSE
    )
    place = SelectField(_("Where"), validators=[Optional()])
    noted_on = DateField(_("When"), validators=[InputRequired(DAY)], invalid_value_message=DAY)

    def offer(self, places: list[Place]) -> None:
        """Fill in what can be chosen."""
        self._places = {str(one.id): one for one in places}
        self.audience.choices = [SelectChoice(one.value, audience_name(one)) for one in Audience]
        self.head_band.choices = [SelectChoice(one.value, band_name(one)) for one in HeadBand]
        self.place.choices = [
            SelectChoice("", str(_("Somewhere else"))),
            *(SelectChoice(number, one.name) for number, one in self._places.items()),
        ]
        if self.noted_on.data is None and not self.is_submitted():
            self.noted_on.data = clock.today()

    def table(self) -> Table:
        """What was typed; only call it on a form that is valid."""
        place = self._places.get(self.place.data or "")
        return Table(
            words=self.words.data or "",
            audience=Audience(self.audience.data),
            head_band=HeadBand(self.head_band.data),
            place_id=place.id if place else None,
            noted_on=self.noted_on.data,
        )


class LearningForm(Form):
    """How many complaints, mediations or appeals of a quarter were about a theme."""

    source = RadioField(_("Where from"), validators=[InputRequired(CHOOSE)], invalid_choice_message=CHOOSE)
    quarter = SelectField(_("Quarter"), validators=[InputRequired(CHOOSE)])
    theme = SelectField(_("Theme"), validators=[InputRequired(CHOOSE)])
    number = IntegerField(
        _("How many"),
        description=_("A number and nothing else: no case, no name, no words."),
        validators=[InputRequired(NUMBER)],
        invalid_value_message=NUMBER,
    )

    def offer(self, themes: list[Theme], today: date) -> None:
        """Fill in what can be chosen: the last two years."""
        self.source.choices = [SelectChoice(one.value, learned_name(one)) for one in Learned]
        self.quarter.choices = [SelectChoice(str(one), quarter_name(one)) for one in last_quarters(today)]
        self.theme.choices = [
            SelectChoice("", str(_("Choose a theme"))),
            *(SelectChoice(one.slug, one.label) for one in themes),
        ]


def last_quarters(today: date) -> list[int]:
    """The quarter of a day and those before it, as one number each (20264)."""
    whole = today.year * 4 + (today.month - 1) // 3
    return [one // 4 * 10 + one % 4 + 1 for one in range(whole, whole - QUARTERS_BACK, -1)]


def quarter_name(quarter: int) -> str:
    """A quarter in words."""
    year, number = divmod(quarter, 10)
    return str(_("%(year)s, quarter %(number)s", year=year, number=number))
