"""What may be typed about a place or an event."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import SeenForm
from portal.places.details import Details
from portal.places.models import Place, PlaceKind

DAY = _("Write a day, like 2027-03-27.")


class PlaceForm(SeenForm):
    """A place or an event; `version` is the one that the page showed."""

    kind = RadioField(
        _("What is it?"),
        choices=[
            SelectChoice(PlaceKind.EVENT.value, _("An event: people come on its days")),
            SelectChoice(PlaceKind.PLACE.value, _("A place: a poster or a box stands there")),
        ],
        validators=[InputRequired(_("Choose what it is."))],
        invalid_choice_message=_("Choose from the page."),
    )
    name = StringField(
        _("Name"),
        validators=[
            InputRequired(_("Give it a name.")),
            Length(max=120, message=_("Write a shorter name: up to 120 letters.")),
        ],
    )
    address = StringField(
        _("Where it is"),
        validators=[Length(max=400, message=_("Write a shorter address: up to 400 letters."))],
    )
    starts_on = DateField(
        _("First day"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    ends_on = DateField(
        _("Last day"),
        validators=[Optional()],
        invalid_value_message=DAY,
        description=_("You can leave this empty for a place."),
    )

    def details(self) -> Details:
        """What was typed."""
        return Details(
            kind=PlaceKind(self.kind.data),
            name=self.name.data.strip(),
            address=(self.address.data or "").strip(),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
        )

    def start(self, place: Place) -> None:
        """Fill the form with a place as it is."""
        for name in ("kind", "name", "address", "starts_on", "ends_on"):
            self._fields[name].data = getattr(place, name)
        self.version.data = str(place.version)
