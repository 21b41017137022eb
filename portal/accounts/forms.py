"""What may be typed to sign in, to join by a link, and to change a password."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, StopValidation

from portal.accounts import passwords
from portal.core.errors import RuleBroken
from portal.core.forms import Form

LONGEST_NAME = 80


def _new_password() -> PasswordField:
    return PasswordField(
        _("New password"),
        [InputRequired(_("Type a new password.")), _is_good_password],
        description=_("Use 12 letters or more. Three words that you pick by chance are good."),
    )


def _is_good_password(form: "WithNewPassword", field: PasswordField) -> None:
    try:
        passwords.check(field.data, email=form.email_address)
    except RuleBroken as broken:
        raise StopValidation(broken.message) from broken


def _is_printable(_form: Form, field: StringField) -> None:
    """Control characters have no place in a name, and PostgreSQL refuses the null byte."""
    if not field.data.isprintable():
        raise StopValidation(str(_("Use only letters, spaces and signs.")))


class SignInForm(Form):
    """E-mail address and password; `next` is the page that was asked for."""

    email = EmailField(_("Email"), [InputRequired(_("Type your email address."))])
    password = PasswordField(_("Password"), [InputRequired(_("Type your password."))])
    next = HiddenField()


class WithNewPassword(Form):
    """A form that takes a new password; the view sets the address that it may not be."""

    email_address = ""


class ChangePasswordForm(WithNewPassword):
    """The password until now and the new one."""

    current = PasswordField(_("Your password until now"), [InputRequired(_("Type your password."))])
    password = _new_password()


class JoinForm(WithNewPassword):
    """A name and a password, for somebody new."""

    name = StringField(
        _("Your name"),
        [
            DataRequired(_("Type your name.")),
            Length(max=LONGEST_NAME, message=_("Use at most 80 letters.")),
            _is_printable,
        ],
        description=_("Your colleagues see it beside what you do."),
    )
    password = _new_password()


class NewPasswordForm(WithNewPassword):
    """A new password for an account that exists."""

    password = _new_password()


class OwnPasswordForm(Form):
    """The password of an account that exists, to take on a role in another area."""

    password = PasswordField(_("Your password"), [InputRequired(_("Type your password."))])
