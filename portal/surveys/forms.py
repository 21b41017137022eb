"""What may be typed on the start page of a survey."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from portal.core.forms import Form
from portal.surveys.questionnaire import Questionnaire
from portal.surveys.scales import ENGLISH


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
        wanted = form.language.data if form.is_submitted() else now
        # a signature may have been taken back while the page was open
        form.language.data = wanted if wanted in dict(languages) else ENGLISH
        return form
