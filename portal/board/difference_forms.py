"""What readers are asked about a promise, and the private box for words."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectChoice, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.board.difference_actions import LONGEST
from portal.board.models import Difference
from portal.board.words import difference_name
from portal.core.forms import Form
from portal.feedback.names import VOICES

FROM_PAGE = _("Choose from the page.")


class DifferenceForm(Form):
    """Did it make a difference?"""

    answer = RadioField(
        _("Did it make a difference for you?"),
        choices=[SelectChoice(one.value, one.value) for one in Difference],
        validators=[InputRequired(_("Choose an answer."))],
        invalid_choice_message=FROM_PAGE,
    )

    @classmethod
    def named(cls) -> "DifferenceForm":
        """The form with its answers in words of the page's language."""
        form = cls()
        form.answer.choices = [SelectChoice(one.value, str(difference_name(one))) for one in Difference]
        return form


class WordsForm(Form):
    """The private box: words that only staff read."""

    words = TextAreaField(
        _("What do you want to tell us?"),
        validators=[
            InputRequired(_("Write a few words.")),
            Length(max=LONGEST, message=_("Please keep to %(max)d letters.")),
        ],
    )
    audience = RadioField(
        _("Who is speaking?"),
        choices=[SelectChoice(one.value, words) for one, words in VOICES.items()],
        validators=[InputRequired(_("Choose who is speaking."))],
        invalid_choice_message=FROM_PAGE,
    )
