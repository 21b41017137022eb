"""What may be typed about a gap."""

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form, SeenForm
from portal.local_offer.gaps.details import Details
from portal.local_offer.gaps.models import Gap, GapState

STATES = {
    GapState.REPORTED: _("Reported"),
    GapState.CHECKING: _("We are checking"),
    GapState.REAL: _("A real gap"),
    GapState.FILLED: _("Filled"),
    GapState.CANNOT: _("We cannot fill it"),
    GapState.NOT_A_GAP: _("Not a gap: it exists and can be found now"),
}
DAY = _("Write a day, like 2027-03-27.")
LONG = _("Write up to 900 letters.")


class GapForm(SeenForm):
    """A gap; the view hands in themes and roles. `version` is the one that the page showed."""

    title = StringField(
        _("What is missing?"),
        validators=[
            InputRequired(_("Say what is missing.")),
            Length(max=190, message=_("Say it shorter.")),
        ],
    )
    state = SelectField(
        _("Where it stands"), choices=[SelectChoice(code.value, words) for code, words in STATES.items()]
    )
    theme = SelectField(_("Theme"))
    owner_role = SelectField(_("Who looks after it"))
    due_on = DateField(_("By when"), validators=[Optional()], invalid_value_message=DAY, description=DAY)
    outcome = TextAreaField(
        _("What was done, why it cannot be done, or which words lead to it now"),
        validators=[Length(max=900, message=LONG)],
    )
    in_needs_assessment = BooleanField(_("It went into the joint strategic needs assessment"))

    def details(self) -> Details:
        """What was typed."""
        return Details(
            title=self.title.data.strip(),
            state=GapState(self.state.data),
            theme=self.theme.data,
            owner_role=self.owner_role.data,
            due_on=self.due_on.data,
            outcome=(self.outcome.data or "").strip(),
            in_needs_assessment=self.in_needs_assessment.data,
        )

    def start(self, gap: Gap) -> None:
        """Fill the form with a gap as it is."""
        for name in ("title", "state", "theme", "owner_role", "due_on", "outcome", "in_needs_assessment"):
            self[name].data = getattr(gap, name)
        self.version.data = str(gap.version)


class NoteForm(Form):
    """What speaks for a gap, in an officer's words."""

    words = TextAreaField(
        _("What else speaks for it?"),
        validators=[InputRequired(_("Write a sentence.")), Length(max=900, message=LONG)],
    )
