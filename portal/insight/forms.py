"""What may be typed on the pages of insight; the views hand in the choices."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form
from portal.insight.filters import Filters
from portal.safeguarding.models import LONGEST_NOTE

LONGEST_SEARCH = 100
LONGEST_WORDS = 500
Choices = list[tuple[str, str]]


class FilterForm(Form):
    """The filters of the feedback list, sent as the query of the address."""

    state = SelectField(_("Where it stands"))
    theme = SelectField(_("Theme"))
    priority = SelectField(_("Priority"))
    audience = SelectField(_("Who said it"))
    source = SelectField(_("Question"))
    wave = SelectField(_("Round"))
    words = StringField(
        _("Words in the text"),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[Optional(), Length(max=LONGEST_SEARCH, message=_("Type fewer words to look for."))],
    )

    def offer(self, choices: dict[str, Choices]) -> None:
        """Fill in the choices of each list; the first choice of each is "all"."""
        for name, listed in choices.items():
            field = self._fields[name]
            field.choices = [("", str(_("All"))), *listed]
            field.data = field.data or ""

    def filters(self) -> Filters:
        """What was chosen; only call it on a form that is valid."""
        chosen = {name: field.data or "" for name, field in self._fields.items()}
        return Filters(**{name: chosen[name] for name in Filters.__dataclass_fields__})


class StampedForm(Form):
    """A form of a page that was made when the item stood in a certain way."""

    stamp = HiddenField()


class TakeOutForm(StampedForm):
    """Words to take out, and why."""

    words = StringField(
        _("Words to take out"),
        description=_("For a longer part, type its first words, then … and its last words."),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[
            InputRequired(_("Type the words to take out.")),
            Length(max=LONGEST_WORDS, message=_("Type the first words, then … and the last words.")),
        ],
    )
    reason = SelectField(_("What they are"))


class NoteForm(StampedForm):
    """A note to the sender of the words."""

    words = TextAreaField(
        _("Write a note"),
        id="note",
        description=_("They read it with their code and can answer once. No links, addresses or names."),
    )


class SortForm(StampedForm):
    """The themes and priorities of an item."""

    themes = SelectMultipleField(_("Themes"))
    priorities = SelectMultipleField(_("Priorities"))


class WorryForm(Form):
    """What somebody on the staff says when words worry them; all of it may be left out."""

    back = HiddenField()
    now = BooleanField(_("Someone may be hurt today"), description=_("The lead is then asked to look now."))
    why = TextAreaField(
        _("What worries you?"),
        description=_("You can leave this empty. Only the safeguarding lead reads it."),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[Length(max=LONGEST_NOTE, message=_("Keep the note under 2,000 letters."))],
    )
