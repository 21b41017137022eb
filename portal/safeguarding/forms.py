"""What the safeguarding lead may type."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form

LONGEST_NOTE = 2000
RELEASE = "release"
CLOSE = "close"


class DecisionForm(Form):
    """What became of an alert."""

    decision = RadioField(
        _("What do you decide?"),
        validators=[InputRequired(_("Choose one."))],
    )
    outcome = TextAreaField(
        _("What you did, and why"),
        description=_("A short note for the record. Only the safeguarding lead can read it."),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[
            InputRequired(_("Write a short note to say why.")),
            Length(max=LONGEST_NOTE, message=_("Keep the note under 2,000 letters.")),
        ],
    )

    def offer(self, *, locked: bool) -> None:
        """The two decisions, and what each means for words that are locked or not."""
        real, none = _("This is a real worry."), _("There is no worry.")
        self.decision.choices = [
            (CLOSE, f"{real} {_('The words stay locked.')}" if locked else str(real)),
            (RELEASE, f"{none} {_('Staff may read the words.')}" if locked else str(none)),
        ]
