"""What an officer types about a champion."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, ValidationError
from wtforms.validators import InputRequired, Length

from portal.core import emails
from portal.core.forms import Form

TOO_LONG = Length(max=200, message=_("This is too long."))


class ChampionForm(Form):
    """The role and the mailbox; nobody's name is asked for."""

    role = StringField(
        _("Role"),
        description=_("Such as: SENCO at Far Shore School. Not the name of a person."),
        validators=[InputRequired(_("Write the role.")), TOO_LONG],
    )
    email = StringField(
        _("Email"),
        description=_("A shared mailbox is best. It gets one email a term."),
        validators=[InputRequired(_("Write an email address, like name@example.org.")), TOO_LONG],
    )

    def validate_email(self, field: StringField) -> None:
        """One address to write to."""
        if emails.one_spelling(field.data or "") is None:
            raise ValidationError(_("Write an email address, like name@example.org."))

    def said(self) -> dict[str, str]:
        """The role and the address, without spaces around them."""
        return {"role": self.role.data.strip(), "email": self.email.data.strip()}
