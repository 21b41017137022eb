"""What may be typed on the start page of a survey."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.core.forms import Form
from portal.surveys.questionnaire import Questionnaire


class StartForm(Form):
    """How someone wants to answer."""

    mode = RadioField(
        _("How do you want to answer?"),
        validators=[InputRequired(_("Choose how you want to answer."))],
        validate_choice=True,
    )

    @classmethod
    def offering(cls, sheet: Questionnaire) -> "StartForm":
        """The form with the modes of a questionnaire; nothing is chosen beforehand but a sole mode."""
        form = cls()
        form.mode.choices = [(mode, mode) for mode in sheet.modes]
        return form
