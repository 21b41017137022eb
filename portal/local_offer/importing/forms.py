"""What may be typed about an import: where the services are, and which column is which field."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FileField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length

from portal.core.errors import RuleBroken
from portal.core.forms import Form
from portal.local_offer.directory.forms import is_web_address
from portal.local_offer.importing.models import ImportKind
from portal.local_offer.importing.tables import FIELDS

NOT_THERE = _("Choose from the page.")
LABELS = {
    "id": _("Its own number or id"),
    "organisation": _("Who runs it"),
    "name": _("Name of the service"),
    "description": _("What it does"),
    "plain_summary": _("In short"),
    "cost": _("What it costs"),
    "place_name": _("Name of the place"),
    "address": _("Address"),
    "postcode": _("Postcode"),
    "schedule": _("When it is open"),
    "how_to_get_it": _("How to get it"),
    "who_decides": _("Who decides if you get it"),
    "accessibility": _("How easy the place is to use"),
    "phone": _("Telephone"),
    "email": _("Email"),
    "url": _("Web page"),
    "min_age": _("Lowest age"),
    "max_age": _("Highest age"),
    "kinds": _("Needs, kinds of help or themes"),
    "days": _("On which days"),
    "languages": _("Languages"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "status": _("Is it running?"),
    "checked_on": _("Day of the last check"),
}


class ImportForm(Form):
    """Where services are read from: an address or a file."""

    title = StringField(
        _("What is the feed called?"),
        validators=[
            InputRequired(_("Give the feed a name.")),
            Length(max=100, message=_("Write a shorter name: up to 100 letters.")),
        ],
        description=_("Use the same name each time. Then we can tell what changed."),
    )
    kind = RadioField(
        _("What is it?"),
        choices=[
            SelectChoice("address", _("A web address with Open Referral UK data")),
            SelectChoice("oruk", _("A file with Open Referral UK data (JSON)")),
            SelectChoice("csv", _("A table (CSV)")),
        ],
        validators=[InputRequired(_("Choose what it is."))],
        invalid_choice_message=NOT_THERE,
    )
    address = StringField(
        _("Web address"), validators=[Length(max=900, message=_("This address is too long."))]
    )
    file = FileField(_("File"))

    def chosen(self) -> tuple[ImportKind, str, bytes | None]:
        """The kind, the address or the file's name, and the file. Refuses (fields) what is missing."""
        if self.kind.data == "address":
            address = (self.address.data or "").strip()
            if not is_web_address(address):
                raise RuleBroken(
                    _("Write an address that begins with https:// or http://."), field="address", status=422
                )
            return ImportKind.ORUK, address, None
        sent: Any = self.file.data
        content = b""
        if hasattr(sent, "read"):
            with sent.stream as stream:
                content = stream.read()
        if not content:
            raise RuleBroken(_("Choose a file that is not empty."), field="file", status=422)
        kind = ImportKind.CSV if self.kind.data == "csv" else ImportKind.ORUK
        return kind, str(sent.filename or _("A file"))[:200], content


class ColumnsForm(Form):
    """One choice of a column for each of our fields; the fields are added by `columns_form`."""

    def mapping(self) -> dict[str, str]:
        """The heading chosen for each field; refuses a table without names."""
        chosen = {field: self._fields[field].data for field in FIELDS if self._fields[field].data}
        if "name" not in chosen:
            raise RuleBroken(_("Say which column holds the name of the service."), field="name", status=422)
        return chosen


def columns_form(headings: list[str], guessed: dict[str, str]) -> ColumnsForm:
    """The form for a table with these headings, filled with the likeliest columns."""
    nothing = SelectChoice("", _("No column"))
    choices = [nothing, *(SelectChoice(name, name) for name in dict.fromkeys(headings) if name)]
    fields = {
        name: SelectField(
            LABELS[name],
            choices=choices,
            default=guessed.get(name, ""),
            invalid_choice_message=NOT_THERE,
        )
        for name in FIELDS
    }
    form: ColumnsForm = type("TableColumnsForm", (ColumnsForm,), fields)()
    return form
