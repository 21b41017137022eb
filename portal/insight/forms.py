"""What may be typed on the pages of insight; the views hand in the choices."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.core.forms import Form
from portal.feedback.models import LONGEST_LABEL
from portal.insight.filters import Filters
from portal.safeguarding.models import LONGEST_NOTE

LONGEST_SEARCH = 100
LONGEST_WORDS = 500
LONGEST_NAME = 60
MOST_LABELS = 10
Choices = list[tuple[str, str]]


class FilterForm(Form):
    """The filters of the feedback list, sent as the query of the address."""

    state = SelectField(_("Where it stands"))
    theme = SelectField(_("Theme"))
    sub = SelectField(_("Sub-theme"))
    priority = SelectField(_("Priority"))
    criterion = SelectField(_("What inspections look at"))
    label = SelectField(_("Label"))
    stance = SelectField(_("What it says"))
    well = SelectField(_("Says it well"))
    audience = SelectField(_("Who said it"))
    part = SelectField(_("Part"))
    source = SelectField(_("Question"))
    wave = SelectField(_("Round"))
    mode = SelectField(_("Way of asking"))
    channel = SelectField(_("How it came"))
    place = SelectField(_("Place"))
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


def _labels(typed: str | None) -> list[str]:
    words = (" ".join(word.replace("\x00", "").split()) for word in (typed or "").split(","))
    return list(dict.fromkeys(word for word in words if word))


class LabelsField(StringField):
    """Free words with commas between them; `labels` are the words."""

    @property
    def labels(self) -> list[str]:
        """The words as they are kept, each once."""
        return _labels(self.data)


class Sorting(Form):
    """What words are sorted under, at the desk or many at once."""

    themes = SelectMultipleField(_("Themes"))
    subs = SelectMultipleField(_("Sub-themes"))
    stance = SelectField(_("What it says"))
    labels = LabelsField(
        _("Labels"),
        description=_("Free words of your own, with commas between them."),
        validators=[Length(max=LONGEST_WORDS, message=_("Type fewer labels."))],
    )

    def validate_labels(self, field: LabelsField) -> None:
        """Labels are short and few."""
        if any(len(label) > LONGEST_LABEL for label in field.labels) or len(field.labels) > MOST_LABELS:
            raise ValidationError(str(_("Type up to 10 labels of up to 60 letters.")))


class SortForm(StampedForm, Sorting):
    """Everything that one item is sorted under."""

    priorities = SelectMultipleField(_("Priorities"))
    criteria = SelectMultipleField(_("What inspections look at"))
    says_it_well = BooleanField(_("Says it well"))


class ManyForm(Sorting):
    """What is put on many items at once."""

    items = SelectMultipleField(_("Comments"), validate_choice=False)
    # the filters of the same page have one of this name
    stance = SelectField(_("What they say"), id="many-stance")


class ViewForm(Form):
    """The name of a saved view."""

    name = StringField(
        _("Keep these filters as"),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[
            InputRequired(_("Type a name for the view.")),
            Length(max=LONGEST_NAME, message=_("Type a shorter name.")),
        ],
    )


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
