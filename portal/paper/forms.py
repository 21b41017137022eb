"""What may be typed about a batch of paper: what it is for, its figures, reasons, an outside second."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form
from portal.core.vocabulary import Channel
from portal.paper.figures import Figures, Wanted
from portal.paper.keyable import Subject
from portal.paper.models import Batch
from portal.places.models import Place

WHOLE = _("Write a whole number.")
FROM_LIST = _("Choose from the list on the page.")
SHORTER = _("Write less: up to 300 letters.")
NOWHERE = "0"


def _number(label: str, hint: str = "") -> IntegerField:
    return IntegerField(label, [Optional()], invalid_value_message=WHOLE, description=hint)


class BatchForm(Form):
    """What a new batch is for, how it is answered, and where its forms go."""

    what = SelectField(_("Which form?"), invalid_choice_message=FROM_LIST)
    how = RadioField(
        _("How do people answer?"),
        choices=[
            SelectChoice(Channel.PAPER.value, _("On paper. Two people key and sign")),
            SelectChoice(Channel.PHONE.value, _("By phone. One person keys while they talk")),
        ],
        validators=[InputRequired(_("Choose how people answer."))],
        invalid_choice_message=FROM_LIST,
    )
    handed_out = _number(
        _("How many forms do you hand out?"), _("For paper only. You can correct this later.")
    )
    place = SelectField(_("Where?"), invalid_choice_message=FROM_LIST)
    title = StringField(
        _("A name for this batch"),
        description=_("For staff. No names of families."),
        validators=[
            InputRequired(_("Give the batch a name.")),
            Length(max=80, message=_("Write a shorter name: up to 80 letters.")),
        ],
    )

    def offer(self, subjects: dict[str, list[Subject]], places: Iterable[Place]) -> None:
        """Offer everything there is paper for, in each wording, and the places."""
        self.what.choices = [
            (f"{purpose}/{subject.id}/{code}", f"{subject.name}: {wording}")
            for purpose, each in subjects.items()
            for subject in each
            for code, wording in subject.variants
        ]
        self.place.choices = [
            (NOWHERE, str(_("No place: by post or by hand"))),
            *((str(place.id), place.name) for place in places),
        ]

    @property
    def purpose(self) -> str:
        """Which kind of paper was chosen."""
        return str(self.what.data).split("/")[0]

    def wanted(self) -> Wanted:
        """What was chosen."""
        _purpose, subject_id, variant = str(self.what.data).split("/")
        return Wanted(
            subject_id=int(subject_id),
            variant=variant,
            name=dict(self.what.choices)[self.what.data],
            title=self.title.data.strip(),
            place_id=None if self.place.data == NOWHERE else int(self.place.data),
        )

    def channel(self) -> Channel:
        """How people answer."""
        return Channel(self.how.data)


class WhyForm(Form):
    """A reason, kept beside what changes."""

    why = StringField(_("Why?"), validators=[Length(max=300, message=SHORTER)])

    @property
    def reason(self) -> str:
        """The reason without blanks around it."""
        return (self.why.data or "").strip()


class FiguresForm(WhyForm):
    """How many went out, came back and cannot be read."""

    handed_out = _number(_("Handed out"))
    returned = _number(_("Came back"), _("Every form that came back, spoilt ones too."))
    spoilt = _number(_("Spoilt"), _("Forms that nobody can read, and empty ones."))

    def start(self, batch: Batch) -> None:
        """Fill the form with the figures as they are."""
        for name in ("handed_out", "returned", "spoilt"):
            self._fields[name].data = getattr(batch, name)

    def figures(self) -> Figures:
        """What was typed; an empty box is "not counted yet"."""
        return Figures(self.handed_out.data, self.returned.data, self.spoilt.data)


class OutsideForm(Form):
    """Who from outside has looked at a batch."""

    outside = SelectField(_("Where are they from?"), invalid_choice_message=FROM_LIST)
    name = StringField(
        _("Their name"),
        validators=[
            InputRequired(_("Write the name of the person who looked at it.")),
            Length(max=120, message=_("Write a shorter name: up to 120 letters.")),
        ],
    )
