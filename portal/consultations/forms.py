"""What may be typed about a consultation, its ways, its points and its decision."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.consultations.details import Details, Offered, Paper
from portal.consultations.models import LONGEST, Consultation, Weight
from portal.consultations.words import way_name, weight_name
from portal.core import clock
from portal.core.forms import Form, SeenForm

DAY = _("Write a day, like 2027-03-27.")
TOO_LONG = _("Please keep to %(max)d letters.")
WEEKS = 8
MOST_PAPERS = 10


def _words(label: Any, hint: Any = "", *, needed: Any = None, most: int = 1000) -> TextAreaField:
    checks: list[Any] = [Length(max=most, message=TOO_LONG)]
    return TextAreaField(
        label, description=hint, validators=[InputRequired(needed), *checks] if needed else checks
    )


class ConsultationForm(SeenForm):
    """The words and dates of a consultation."""

    title = StringField(
        _("Title"),
        validators=[InputRequired(_("Give it a title.")), Length(max=120, message=TOO_LONG)],
    )
    decision = _words(_("What will be decided"), needed=_("Say what will be decided."))
    easy_decision = _words(_("The same in Easy Read"), _("One idea on each line."))
    can_change = _words(_("What can still change"), needed=_("Say what can still change."))
    fixed = _words(_("What cannot change, and why"))
    other_ways = _words(_("Other ways to answer"), _("On paper, by phone: where and how."))
    papers = _words(
        _("Papers to read"),
        _("One on each line: its name, then its address that begins with https://"),
        most=3000,
    )
    opens_on = DateField(_("Opens on"), validators=[InputRequired(DAY)], invalid_value_message=DAY)
    closes_on = DateField(
        _("Closes on"),
        description=_("Families need time: eight weeks is usual."),
        validators=[InputRequired(DAY)],
        invalid_value_message=DAY,
    )
    decide_by = DateField(_("Decided by"), validators=[Optional()], invalid_value_message=DAY)

    def start(self, found: Consultation | None) -> None:
        """Begin with the consultation as it is, or with eight weeks from today."""
        if found is None:
            self.opens_on.data = clock.today()
            self.closes_on.data = clock.today() + timedelta(weeks=WEEKS)
            return
        for name in ("title", "decision", "easy_decision", "can_change", "fixed", "other_ways"):
            self._fields[name].data = getattr(found, name)
        for name in ("opens_on", "closes_on", "decide_by"):
            self._fields[name].data = getattr(found, name)
        self.papers.data = "\n".join(f"{label} {address}" for label, address in found.papers)
        self.version.data = str(found.version)

    def validate_papers(self, field: TextAreaField) -> None:
        """Each line needs a name and an address of the web."""
        if len(papers_in(field.data or "")) > MOST_PAPERS:
            raise ValidationError(_("At most 10 papers."))
        for label, address in papers_in(field.data or ""):
            parts = urlsplit(address)
            if not label or parts.scheme not in {"http", "https"} or not parts.netloc:
                raise ValidationError(_("Each line needs a name and an address that begins with https://"))

    def details(self) -> Details:
        """What was typed; only call it on a form that is valid."""
        names = ("title", "decision", "easy_decision", "can_change", "fixed", "other_ways")
        return Details(
            **{name: (self._fields[name].data or "").strip() for name in names},
            papers=papers_in(self.papers.data or ""),
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
            decide_by=self.decide_by.data,
        )


def papers_in(typed: str) -> list[Paper]:
    """The papers that lines name, as [label, address]: the address is a line's last word."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    split = [line.rpartition(" ") for line in lines]
    return [[label.strip()[:200], address[:500]] for label, _space, address in split]


class WayForm(Form):
    """One more way to answer."""

    way = SelectField(_("Something of the portal"), validators=[InputRequired(_("Choose from the list."))])

    def offer(self, ways: list[Offered]) -> None:
        """Fill in what can be chosen."""
        self.way.choices = [
            SelectChoice("", str(_("Choose from the list"))),
            *(SelectChoice(one.value, f"{way_name(one.kind)}: {one.words}") for one in ways),
        ]


class PointForm(Form):
    """One main point and how it was weighed."""

    said = _words(_("What people said"), needed=_("Write what people said."))
    weighed = _words(_("How you weighed it"), needed=_("Say how you weighed it, and why."))
    weight = RadioField(
        _("What it did"),
        choices=[SelectChoice(one.value, one.value) for one in Weight],
        validators=[InputRequired(_("Choose what it did."))],
        invalid_choice_message=_("Choose from the page."),
    )

    def name_weights(self) -> None:
        """Put the choices in words of the page's language."""
        self.weight.choices = [SelectChoice(one.value, weight_name(one)) for one in Weight]


class OutcomeForm(SeenForm):
    """What was decided."""

    outcome = _words(_("What was decided, and why"), needed=_("Say what was decided."), most=LONGEST)
    easy_outcome = _words(_("The same in Easy Read"), _("One idea on each line."))
