"""What may be typed about measures and commitments."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    FloatField,
    HiddenField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form
from portal.insight.measure_words import commitment_state_name
from portal.strategies.tracking_actions import Brought
from portal.strategies.tracking_models import Better, CommitmentState, MeasureAim

DAY = _("Write a day, like 2027-03-27.")
NUMBER = _("Write a number, like 12 or 12.5.")
EVERYONE = _("Everyone may see it")
ARE_COUNTED = _("Only where it is safe: small numbers of services can point at a person too.")


class FigureForm(Form):
    """One figure of services."""

    of_day = DateField(
        _("Of which day?"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    value = FloatField(_("The figure"), validators=[InputRequired(NUMBER)], invalid_value_message=NUMBER)
    source = StringField(
        _("Where does it come from?"),
        description=_("For example “school census, spring”."),
        validators=[
            InputRequired(_("Say where the figure comes from.")),
            Length(max=200, message=_("Write up to 200 letters.")),
        ],
    )
    is_public = BooleanField(EVERYONE, description=ARE_COUNTED)

    def brought(self) -> Brought:
        """What was typed."""
        return Brought(self.of_day.data, self.value.data, self.source.data, self.is_public.data)


class AimForm(Form):
    """What a figure of services is counted in, which way is better, and where it should get to."""

    version = HiddenField()
    unit = StringField(
        _("Counted in"),
        description=_("For example “weeks”, “children” or “%”."),
        validators=[
            InputRequired(_("Say what it is counted in.")),
            Length(max=40, message=_("Write up to 40 letters.")),
        ],
    )
    better = SelectField(
        _("Which way is better?"),
        choices=[
            SelectChoice(Better.HIGHER.value, _("A higher figure is better")),
            SelectChoice(Better.LOWER.value, _("A lower figure is better")),
        ],
    )
    target = FloatField(_("Target, if there is one"), validators=[Optional()], invalid_value_message=NUMBER)

    def start(self, aim: MeasureAim | None) -> None:
        """Fill the form with what was said before."""
        self.version.data = str(aim.version) if aim else "0"
        if aim:
            self.unit.data, self.better.data, self.target.data = aim.unit, aim.better, aim.target

    def said(self) -> dict[str, Any]:
        """What was typed."""
        return {"unit": self.unit.data, "better": self.better.data, "target": self.target.data}

    def seen_version(self) -> int:
        """The version that the page showed; -1 for one that cannot be."""
        typed = self.version.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


class FileForm(Form):
    """A file with figures."""

    file = FileField(
        _("The file"), description=_("A CSV file with the columns measure, day, value, source.")
    )
    is_public = BooleanField(EVERYONE, description=ARE_COUNTED)

    def content(self) -> bytes | None:
        """The file as it came; None without one."""
        return self.file.data.read() if self.file.data else None


class UpdateForm(Form):
    """How a commitment stands."""

    state = SelectField(_("How it stands"))
    words = TextAreaField(
        _("What was done, or why not?"),
        validators=[
            InputRequired(_("Say in a sentence what was done, or why not.")),
            Length(max=900, message=_("Write up to 900 letters.")),
        ],
    )
    dated = DateField(
        _("On which day?"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )

    def offer(self) -> None:
        """Fill in what there is to choose from."""
        self.state.choices = [
            SelectChoice(one.value, commitment_state_name(one)) for one in CommitmentState
        ]
