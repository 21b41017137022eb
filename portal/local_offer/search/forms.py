"""What may be typed to teach the search: words that mean the same, and answers that stand first."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form

CHOOSE = _("Choose from the list.")


class WordsForm(Form):
    """Words, one a line, and the group they belong to; the view hands in the groups."""

    group = SelectField(_("They mean the same as"), invalid_choice_message=CHOOSE)
    words = TextAreaField(
        _("New words, one a line"),
        validators=[
            InputRequired(_("Write at least one word.")),
            Length(max=1000, message=_("Write up to 1,000 letters.")),
        ],
    )

    def listed(self) -> list[str]:
        """The words that were typed."""
        return [line.strip()[:80] for line in self.words.data.splitlines() if line.strip()][:50]


class PinForm(Form):
    """What is searched for, and the service that then stands first; the view hands in the services."""

    search = StringField(
        _("When people search for"),
        validators=[
            InputRequired(_("Write at least one word.")),
            Length(max=190, message=_("Write up to 190 letters.")),
        ],
    )
    service = SelectField(_("This stands first"), coerce=int, invalid_choice_message=CHOOSE)
