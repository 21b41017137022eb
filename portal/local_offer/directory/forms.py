"""What may be typed about a service, by officers and by the providers themselves."""

from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _
from wtforms import (
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from portal.core.forms import SeenForm
from portal.local_offer.directory.details import LONGEST, Details
from portal.local_offer.directory.kinds import DAYS, help_kinds, needs
from portal.local_offer.directory.models import Service, ServiceStatus

TOO_LONG = _("Write less: up to %(max)d letters.")
AGE = _("Write a whole number of years, from 0 to 99.")
NOT_THERE = _("Choose from the page.")
FREE = {"": None, "yes": True, "no": False}
LISTS = ("needs", "categories", "help_kinds", "days")
PLAIN = (
    "name",
    "description",
    "plain_summary",
    "cost",
    "place_name",
    "address",
    "postcode",
    "locality",
    "schedule",
    "how_to_get_it",
    "who_decides",
    "accessibility",
    "phone",
    "email",
    "url",
)


def _words(name: str, label: Any, hint: Any = "", *, area: bool = False) -> Any:
    kind = TextAreaField if area else StringField
    limit = Length(max=LONGEST[name], message=TOO_LONG)
    return kind(label, validators=[limit], description=hint)


def _many(label: Any, choices: dict[str, Any]) -> Any:
    return SelectMultipleField(
        label, choices=[SelectChoice(*pair) for pair in choices.items()], invalid_choice_message=NOT_THERE
    )


def _age(label: Any) -> Any:
    return IntegerField(label, validators=[Optional(), NumberRange(0, 99, AGE)], invalid_value_message=AGE)


class ServiceForm(SeenForm):
    """A service; `version` is the one that the page showed."""

    name = StringField(
        _("Name of the service"),
        validators=[InputRequired(_("Give it a name.")), Length(max=LONGEST["name"], message=TOO_LONG)],
    )
    organisation = StringField(
        _("Who runs it"),
        validators=[InputRequired(_("Write who runs it.")), Length(max=200, message=TOO_LONG)],
    )
    plain_summary = _words(
        "plain_summary", _("In short"), _("One or two easy sentences. Families see this first."), area=True
    )
    description = _words("description", _("What it does"), area=True)
    needs = _many(_("What needs it is for"), needs())
    help_kinds = _many(_("What kind of help it is"), help_kinds())
    categories = SelectMultipleField(_("Themes"), choices=[], invalid_choice_message=NOT_THERE)
    min_age = _age(_("Lowest age"))
    max_age = _age(_("Highest age"))
    how_to_get_it = _words("how_to_get_it", _("How to get it"), area=True)
    who_decides = _words("who_decides", _("Who decides if you get it"), area=True)
    is_free = RadioField(
        _("Is it free?"),
        choices=[
            SelectChoice("yes", _("Yes")),
            SelectChoice("no", _("No")),
            SelectChoice("", _("Not known")),
        ],
        default="",
        validators=[Optional()],
        invalid_choice_message=NOT_THERE,
    )
    cost = _words("cost", _("What it costs"))
    schedule = _words("schedule", _("When it is open"), area=True)
    days = _many(_("On which days"), DAYS)
    place_name = _words("place_name", _("Name of the place"))
    address = _words("address", _("Address"), area=True)
    postcode = _words("postcode", _("Postcode"))
    locality = SelectField(_("Part of the area"), choices=[], default="", invalid_choice_message=NOT_THERE)
    accessibility = _words(
        "accessibility", _("How easy the place is to use"), _("Such as: step-free, quiet room."), area=True
    )
    languages = StringField(
        _("Languages"),
        validators=[Length(max=400, message=TOO_LONG)],
        description=_("With a comma between them."),
    )
    phone = _words("phone", _("Telephone"))
    email = _words("email", _("Email"))
    url = _words("url", _("Web page"), _("Begins with https://"))
    status = SelectField(
        _("Is it running?"),
        choices=[
            SelectChoice(ServiceStatus.ACTIVE.value, _("Yes")),
            SelectChoice(ServiceStatus.CLOSED_FOR_NOW.value, _("Closed for now. Families still see it")),
            SelectChoice(ServiceStatus.INACTIVE.value, _("Taken off. Families do not see it")),
            SelectChoice(ServiceStatus.DEFUNCT.value, _("It has ended. Families do not see it")),
        ],
        default=ServiceStatus.ACTIVE.value,
        invalid_choice_message=NOT_THERE,
    )

    def offer(self, themes: list[tuple[str, str]], localities: list[tuple[str, str]]) -> None:
        """What can be chosen: themes and localities of the area, as (slug, words)."""
        if self.categories is not None:
            self.categories.choices = [SelectChoice(*pair) for pair in themes]
        everywhere = ("", _("All of it, or not known"))
        self.locality.choices = [SelectChoice(*pair) for pair in [everywhere, *localities]]

    def validate_url(self, field: StringField) -> None:
        """Only addresses of web pages: a link to anything else could run a script."""
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Write an address that begins with https:// or http://."))

    def validate_email(self, field: StringField) -> None:
        """An address to write to, as far as can be told by looking."""
        name, _at, host = (field.data or "").strip().rpartition("@")
        if field.data and (not name or "." not in host or " " in field.data.strip()):
            raise ValidationError(_("Write an email address, like name@example.org."))

    def typed(self) -> dict[str, Any]:
        """What was typed, by field, of those that the form asks (a provider's asks fewer)."""
        given: dict[str, Any] = {name: (self._fields[name].data or "").strip() for name in PLAIN}
        lists = {name: sorted(self._fields[name].data or []) for name in LISTS if name in self._fields}
        words = (word.strip() for word in (self.languages.data or "").split(","))
        numbers = {"min_age": self.min_age.data, "max_age": self.max_age.data}
        return (
            given
            | lists
            | numbers
            | {
                "languages": [word for word in words if word],
                "is_free": FREE[self.is_free.data or ""],
            }
        )

    def details(self, before: Service | None = None) -> Details:
        """What was typed; what the form does not ask stays as it was."""
        typed = self.typed()
        here = (typed["address"], typed["postcode"])
        same_place = before is not None and (before.address, before.postcode) == here
        return Details(
            **typed,
            status=ServiceStatus(self.status.data),
            latitude=before.latitude if before and same_place else None,
            longitude=before.longitude if before and same_place else None,
            more_places=before.more_places if before else [],
        )

    def start(self, service: Service) -> None:
        """Fill the form with a service as it is."""
        for name in (*PLAIN, *LISTS, "min_age", "max_age", "status"):
            if name in self._fields:
                self._fields[name].data = getattr(service, name)
        if self.organisation is not None:
            self.organisation.data = service.organisation.name
        self.languages.data = ", ".join(service.languages)
        self.is_free.data = {None: "", True: "yes", False: "no"}[service.is_free]
        self.version.data = str(service.version)


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a web page."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
