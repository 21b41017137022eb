"""What may be typed to sign in, to join by a link, and to change people and roles."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, StopValidation

from portal.accounts import emails, passwords
from portal.accounts.roles import Role
from portal.core.errors import RuleBroken
from portal.core.forms import Form

ROLE_CHOICES = [(role.value, str(role).capitalize()) for role in Role]


class SignInForm(Form):
    """E-mail address and password."""

    email = StringField(_("Email"), [InputRequired(_("Type your email address."))])
    password = PasswordField(_("Password"), [InputRequired(_("Type your password."))])
    next = HiddenField()


class NewPassword(Form):
    """A password for an account; `email` is the address it may not be."""

    password = PasswordField(
        _("New password"),
        [InputRequired(_("Type a password."))],
        description=_("Use 12 letters or more. Three words that you pick by chance are good."),
    )
    email_address = ""

    def validate_password(self, field: PasswordField) -> None:
        """Refuse what passwords.check refuses."""
        try:
            passwords.check(field.data, email=self.email_address)
        except RuleBroken as broken:
            raise StopValidation(broken.message) from broken


class JoinForm(NewPassword):
    """A name and a password, for somebody new."""

    name = StringField(
        _("Your name"),
        [InputRequired(_("Type your name.")), Length(max=80, message=_("Use at most 80 letters."))],
        description=_("Your colleagues see it beside what you do."),
    )
