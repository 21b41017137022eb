"""What may be typed on the start page of a survey."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.core.forms import Form
from portal.surveys.models import ENGLISH
from portal.surveys.questionnaire import Questionnaire


class StartForm(Form):
    """How someone wants to answer."""

    mode = RadioField(
        _("How do you want to answer?"),
        validators=[InputRequired(_("Choose how you want to answer."))],
        validate_choice=True,
    )
    language = RadioField(_("Language of the questions"), default=ENGLISH)

    @classmethod
    def offering(cls, sheet: Questionnaire, languages: list[tuple[str, str]], now: str) -> "StartForm":
        """The form with the modes of a questionnaire, and the languages its questions can be in.

        No mode is chosen beforehand but a sole one; of the languages `now`, the one of this page.
        """
        form = cls()
        form.mode.choices = [(mode, mode) for mode in sheet.modes]
        form.language.choices = languages
        if not form.is_submitted() and now in {code for code, _name in languages}:
            form.language.data = now
        if form.language.data is None:
            form.language.data = ENGLISH
        return form
