"""What a provider may correct, and where an officer sends the link."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField, ValidationError
from wtforms.validators import Length

from portal.core import emails
from portal.core.forms import Form, SeenForm
from portal.local_offer.directory.forms import ServiceForm
from portal.local_offer.directory.models import Service


class EntryForm(ServiceForm):
    """An entry as its provider sees it: who runs it, its themes and whether it is shown are officers'."""

    organisation = None
    categories = None
    status = None

    def offer_localities(self, localities: list[tuple[str, str]]) -> None:
        """The parts of the area that can be chosen, as (slug, words)."""
        self.offer([], localities)

    def corrections(self, service: Service) -> dict[str, Any]:
        """What was typed otherwise than it stands, by field."""
        return {name: value for name, value in self.typed().items() if value != getattr(service, name)}


class AskForm(Form):
    """Where the link goes; nothing typed shows it only."""

    email = StringField(
        _("Email of the provider"),
        description=_("Leave it empty to print the link or read it out."),
        validators=[Length(max=200, message=_("This is too long."))],
    )

    def validate_email(self, field: StringField) -> None:
        """One address to write to, or nothing."""
        if (field.data or "").strip() and emails.one_spelling(field.data) is None:
            raise ValidationError(_("Write an email address, like name@example.org."))


class DecideForm(SeenForm):
    """The version of the service that the page showed."""
