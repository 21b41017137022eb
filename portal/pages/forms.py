"""What may be typed on families' pages that gather: a code, an answer to a note, an e-mail address."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from portal.core import emails
from portal.core.forms import Form


class CodeForm(Form):
    """The code of a receipt, however it is typed."""

    code = StringField(
        _("Your code"),
        description=_("Five words, like: maple river button cloud seven"),
        validators=[
            InputRequired(_("Type your code.")),
            Length(max=200, message=_("Type the five words of your code.")),
        ],
    )


class AnswerForm(Form):
    """An answer to a note from staff."""

    words = TextAreaField(_("Your answer"), description=_("You can answer once."))


class TellMeForm(Form):
    """An e-mail address that is told when the page changes."""

    email = StringField(
        _("Your email address"),
        validators=[InputRequired(_("Type your email address."))],
        filters=[lambda typed: (typed or "").strip()],
    )

    def validate_email(self, field: StringField) -> None:
        """Refuse what is no address."""
        if emails.one_spelling(field.data) is None:
            raise ValidationError(_("Type an email address, like name@example.org."))
