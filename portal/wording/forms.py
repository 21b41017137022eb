"""What may be typed into the words check."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.core.forms import Form

LONGEST = 20_000


class WordsCheckForm(Form):
    """A text to be looked at; it is kept nowhere."""

    text = TextAreaField(
        _("Words to check"),
        description=_("Paste what you have written. We keep nothing of it."),
        validators=[
            DataRequired(_("Paste some words first.")),
            Length(max=LONGEST, message=_("Check at most 20,000 letters at a time.")),
        ],
    )
    easy = BooleanField(_("It is for Easy Read: sentences of 15 words at most"))
