"""What an admin may type about people: whom to invite, and which roles they hold."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, StopValidation

from portal.accounts.roles import PERMISSIONS, Role
from portal.core import emails
from portal.core.forms import Form
from portal.core.permissions import Permission

ROLE_CHOICES = {role.value: role.value.capitalize() for role in Role}
UNKNOWN_ROLE = _("Choose from the roles on the page.")
# under each role, what it may do (but what all may): nobody gives a role without knowing what it opens
ROLE_HINTS = {
    role.value: ", ".join(sorted(PERMISSIONS[role] - {Permission.SEE_WORK})).capitalize() + "."
    for role in Role
}


def _is_address(_form: Form, field: StringField) -> None:
    address = emails.one_spelling(field.data)
    if address is None:
        raise StopValidation(str(_("Type an email address, like amina@council.example.")))
    field.data = address


class InviteForm(Form):
    """The address of somebody new and the role they get."""

    email = StringField(
        _("Email"),
        [InputRequired(_("Type an email address.")), _is_address],
        description=_("They sign in with it. We do not send to it: you pass the link on yourself."),
    )
    role = RadioField(
        _("Role"),
        [InputRequired(_("Choose a role."))],
        choices=ROLE_CHOICES,
        invalid_choice_message=UNKNOWN_ROLE,
    )


class RolesForm(Form):
    """The roles a person holds in this area; `seen` are those that were on the page."""

    roles = SelectMultipleField(_("Roles"), choices=ROLE_CHOICES, invalid_choice_message=UNKNOWN_ROLE)
    seen = HiddenField()

    def chosen(self) -> frozenset[Role]:
        """The roles that were ticked."""
        return frozenset(Role(value) for value in self.roles.data)

    def seen_roles(self) -> frozenset[Role]:
        """The roles that the page showed as held; a made-up one is left out."""
        known = {role.value for role in Role}
        return frozenset(Role(value) for value in (self.seen.data or "").split(",") if value in known)

    def start(self, held: frozenset[Role]) -> None:
        """Tick the roles held now, and note that they were shown."""
        self.roles.data = sorted(held)
        self.seen.data = ",".join(sorted(held))
