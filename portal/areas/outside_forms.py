"""The two fields in which a named outside second is written down; both stay empty where there was none."""

from typing import Self

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, StringField
from wtforms.validators import Length

from portal.areas.models import Area
from portal.areas.outside import Outside
from portal.areas.queries import all_areas
from portal.core.forms import Form


class OutsideFields(Form):
    """Somebody from outside decided: where they are from, and their name."""

    outside = SelectField(
        lazy_gettext("Someone from outside decided"),
        invalid_choice_message=lazy_gettext("Choose from the page."),
    )
    outside_name = StringField(
        lazy_gettext("Their name"),
        validators=[Length(max=120, message=lazy_gettext("Write a shorter name."))],
    )

    @classmethod
    def of(cls, area: Area) -> Self:
        """The form with the choices of an area."""
        form = cls()
        form.offer(area)
        return form

    def offer(self, area: Area) -> None:
        """Who may be from outside: the advice service, or the forum of another area."""
        others = [one.name for one in all_areas() if one.id != area.id]
        forums = [gettext("The forum of %(area)s", area=name) for name in others]
        names = [area.advice_service, *forums]
        self.outside.choices = [("", gettext("Nobody")), *((name, name) for name in names)]
        self.outside.data = self.outside.data or ""

    def outside_items(self) -> list[dict[str, str]]:
        """The choices as the list component takes them."""
        return [{"value": value, "text": words} for value, words in self.outside.choices]

    def named(self) -> Outside | None:
        """Who was written down; None: nobody from outside."""
        where = self.outside.data or ""
        return Outside(where, (self.outside_name.data or "").strip()) if where else None
