"""What the safeguarding lead may type."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    DateTimeLocalField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.accounts.models import Person
from portal.core import clock
from portal.core.forms import Form, SeenForm
from portal.safeguarding.lead_actions import PassedOn
from portal.safeguarding.models import LONGEST_NOTE, MOVES, Alert, AlertState
from portal.safeguarding.word_edits import Part

LONGEST_PLACE = 200


def _plain(typed: str | None) -> str:
    return (typed or "").replace("\x00", "").strip()


def _short(label: str, hint: str = "") -> StringField:
    too_long = Length(max=LONGEST_PLACE, message=_("Keep this under 200 letters."))
    return StringField(label, [too_long], description=hint, filters=[_plain])


class MoveForm(SeenForm):
    """What happens next with an alert; `version` is the one that the page showed."""

    to = RadioField(
        _("What happens next?"),
        validators=[InputRequired(_("Choose one."))],
        invalid_choice_message=_("Choose one."),
    )
    note = TextAreaField(
        _("What you did, and why"),
        description=_("A short note for the record. Only the safeguarding lead can read it."),
        filters=[_plain],
        validators=[
            InputRequired(_("Write a short note to say why.")),
            Length(max=LONGEST_NOTE, message=_("Keep the note under 2,000 letters.")),
        ],
    )
    passed_to = _short(_("Where you passed it on to"), _("Like the front door, the police or a school."))
    passed_at = DateTimeLocalField(
        _("When"),
        [Optional()],
        format="%Y-%m-%dT%H:%M",
        description=_("Leave it empty if it was just now."),
        invalid_value_message=_("Write a day and a time."),
    )
    reference = _short(_("Their reference, if there is one"))

    def offer(self, alert: Alert) -> None:
        """The moves that the alert's stage allows, and what each means for words that are locked or not."""
        words = _names(locks=alert.is_locking)
        self.to.choices = [(state, name) for state, name in words.items() if state in MOVES[alert.state]]
        self.version.data = self.version.data or str(alert.version)

    def passed(self, at: datetime) -> PassedOn:
        """Where it was passed on to, typed on the clocks of the area."""
        typed = self.passed_at.data
        when = typed.replace(tzinfo=clock.LOCAL) if typed else at
        return PassedOn(self.passed_to.data or "", when, self.reference.data or "")


def _names(*, locks: bool) -> dict[AlertState, str]:
    real, none = _("Close it: a real worry."), _("Release it: there is no worry.")
    return {
        AlertState.ACTING: str(_("I am acting on it.")),
        AlertState.PASSED_ON: str(_("I have passed it on.")),
        AlertState.CLOSED: f"{real} {_('The words stay locked.')}" if locks else str(real),
        AlertState.RELEASED: f"{none} {_('Staff may read the words.')}" if locks else str(none),
    }


class TryForm(Form):
    """A sentence to try the list with."""

    sentence = TextAreaField(
        _("Try a sentence"),
        description=_("Nothing of it is kept."),
        filters=[_plain],
        validators=[Length(max=LONGEST_NOTE, message=_("Keep it under 2,000 letters."))],
    )


class PhraseForm(Form):
    """One more phrase for a kind of worry."""

    phrase = _short(
        _("Word or words"), _("Small letters. A star at the end means any ending: injur* finds injured.")
    )
    part = RadioField(
        _("What it is"),
        choices=[
            SelectChoice(Part.NOW, _("Look now")),
            SelectChoice(Part.TODAY, _("Look today")),
            SelectChoice(Part.USUAL, _("Look when you can")),
            SelectChoice(Part.LOOK_ALIKE, _("A look-alike: no alert for these words")),
            SelectChoice(Part.MISSPELLING, _("A way of misspelling")),
        ],
        validators=[InputRequired(_("Choose one."))],
        invalid_choice_message=_("Choose one."),
    )
    means = _short(_("What it is a misspelling of"), _("Only for a way of misspelling."))


class _OfLeads(Form):
    """A form in which one of the leads is chosen."""

    def offer(self, leads: Sequence[Person]) -> None:
        """The leads of the area."""
        self._fields["to"].choices = [(str(lead.id), lead.name) for lead in leads]


class HandOverForm(_OfLeads):
    """Who has the duty from now on."""

    to = RadioField(
        _("Who has the duty from now on?"),
        validators=[InputRequired(_("Choose one."))],
        invalid_choice_message=_("Choose one."),
    )
    note = TextAreaField(
        _("A note for them"),
        id="hand-over-note",
        description=_("Only leads can read it. It is in no e-mail."),
        filters=[_plain],
        validators=[Length(max=LONGEST_NOTE, message=_("Keep the note under 2,000 letters."))],
    )


class TurnForm(_OfLeads):
    """Who has the duty on some days."""

    to = SelectField(_("Who"), id="turn-to", validators=[InputRequired(_("Choose one."))])
    first = DateField(
        _("First day"), [InputRequired(_("Write a day."))], invalid_value_message=_("Write a day.")
    )
    last = DateField(
        _("Last day"), [InputRequired(_("Write a day."))], invalid_value_message=_("Write a day.")
    )


class PhoneForm(Form):
    """A lead's own mobile number."""

    phone = StringField(_("Your mobile number"), description=_("Leave it empty for no text messages."))
