"""What may be typed about reach: figures of one dimension, a file of them, a note."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import DateField, SelectChoice, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from portal.core.errors import RuleBroken
from portal.core.forms import Form, SeenForm
from portal.insight.reach.details import Brought, NoteDetails
from portal.insight.reach.models import Dimension, NoteState, Population, ReachNote
from portal.insight.reach.numbers import number_of
from portal.insight.reach.words import state_name

DAY = _("Write a day, like 2027-03-27.")
LONG = _("Write up to 900 letters.")
NUMBER = "number_"


class FiguresForm(SeenForm):
    """The figures of one dimension; `figures_form` adds a field for each group."""

    of_day = DateField(
        _("Of which day?"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    source = StringField(
        _("Where do they come from?"),
        description=_("For example “school census, January”."),
        validators=[
            InputRequired(_("Say where the figures come from.")),
            Length(max=200, message=_("Write up to 200 letters.")),
        ],
    )

    def brought(self) -> Brought:
        """What was typed; a group without a number is left out."""
        typed = {field.name.removeprefix(NUMBER): number_of(field.data or "") for field in self.numbers()}
        counts = {code: number for code, number in typed.items() if number is not None}
        return Brought(self.of_day.data, self.source.data, counts)

    def numbers(self) -> list[Any]:
        """The fields of the groups."""
        return [field for field in self if field.name.startswith(NUMBER)]

    def start(self, population: Population) -> None:
        """Fill the form with figures as they are."""
        self.of_day.data, self.source.data = population.of_day, population.source
        for field in self.numbers():
            number = population.by_category.get(field.name.removeprefix(NUMBER))
            field.data = "" if number is None else str(number)
        self.version.data = str(population.version)


def _whole(_form: Form, field: Any) -> None:
    try:
        number_of(field.data or "")
    except RuleBroken as broken:
        raise ValidationError(broken.message) from broken


def figures_form(labels: Mapping[str, str]) -> FiguresForm:
    """A form with a field for the number of each group."""
    fields = {f"{NUMBER}{code}": StringField(label, validators=[_whole]) for code, label in labels.items()}
    form: FiguresForm = type("FiguresFormOfGroups", (FiguresForm,), fields)()
    return form


class FileForm(Form):
    """A file of figures."""

    file = FileField(
        _("The file"),
        description=_("A CSV file with the columns dimension, category, number, day, source."),
    )

    def content(self) -> bytes | None:
        """The file as it came; None without one. A large one lies on the disk until it is closed."""
        if not self.file.data:
            return None
        with self.file.data.stream as file:
            return bytes(file.read())


class NoteForm(SeenForm):
    """A way to reach a group; the view hands in groups and roles."""

    category = SelectField(_("Who is missing?"))
    words = TextAreaField(
        _("How could we reach them?"),
        description=_("Name a role or a team, never a person."),
        validators=[
            InputRequired(_("Say in a sentence how to reach them.")),
            Length(max=900, message=LONG),
        ],
    )
    owner_role = SelectField(_("Who looks after it"))
    due_on = DateField(_("By when"), validators=[Optional()], invalid_value_message=DAY, description=DAY)
    state = SelectField(_("How far it is"))
    outcome = TextAreaField(
        _("What came of it?"),
        description=_("Write it once it was tried."),
        validators=[Length(max=900, message=LONG)],
    )

    def offer(self, groups: Mapping[str, str], roles: Mapping[str, str]) -> None:
        """Fill in what there is to choose from."""
        self.category.choices = [SelectChoice(code, label) for code, label in groups.items()]
        self.owner_role.choices = [SelectChoice(code, label) for code, label in roles.items()]
        self.state.choices = [SelectChoice(one.value, state_name(one)) for one in NoteState]

    def details(self, dimension: Dimension) -> NoteDetails:
        """What was typed."""
        return NoteDetails(
            dimension=dimension,
            category=self.category.data,
            state=NoteState(self.state.data),
            words=self.words.data.strip(),
            outcome=(self.outcome.data or "").strip(),
            owner_role=self.owner_role.data,
            due_on=self.due_on.data,
        )

    def start(self, note: ReachNote) -> None:
        """Fill the form with a note as it is."""
        for name in ("category", "words", "owner_role", "due_on", "state", "outcome"):
            self[name].data = getattr(note, name)
        self.version.data = str(note.version)
