"""What may be typed about codes: the three words of a card, and what a batch is for."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from portal.codes.models import LARGEST_BATCH
from portal.codes.openings import Subject
from portal.core.forms import Form

HOW_MANY = _("Type a number from 1 to %(largest)s.", largest=LARGEST_BATCH)


class WordsForm(Form):
    """The three words of a card, however they are typed."""

    code = StringField(
        _("The three words on your card"),
        description=_("Like: maple river button"),
        validators=[
            InputRequired(_("Type your code.")),
            Length(max=200, message=_("Type the three words of your card.")),
        ],
    )


class HowMany(IntegerField):
    """A whole number; anything else is told so in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(HOW_MANY)) from None


class BatchForm(Form):
    """What new codes open, how many, and whether they are only to try it out."""

    opens = SelectField(
        _("What do they open?"),
        validators=[InputRequired(_("Choose what the codes open."))],
        invalid_choice_message=_("Choose from the list on the page."),
    )
    count = HowMany(
        _("How many?"),
        description=_("Up to %(largest)s at once. Ten cards go on one page.", largest=LARGEST_BATCH),
        validators=[InputRequired(HOW_MANY), NumberRange(1, LARGEST_BATCH, message=HOW_MANY)],
    )
    title = StringField(
        _("A name for this batch"),
        description=_("For staff: where you hand them out. No names of families."),
        validators=[
            InputRequired(_("Give the batch a name.")),
            Length(max=80, message=_("Write a shorter name: up to 80 letters.")),
        ],
    )
    test = BooleanField(_("Only to try it out. What is sent with them never counts"))

    def offer(self, subjects: dict[str, list[Subject]]) -> None:
        """Offer everything that codes can open now, by purpose."""
        self.opens.choices = [
            (f"{purpose}/{subject.id}", subject.name)
            for purpose, each in subjects.items()
            for subject in each
        ]

    def chosen(self) -> tuple[str, int]:
        """The purpose and the id that were chosen."""
        purpose, _slash, number = str(self.opens.data).rpartition("/")
        return purpose, int(number)
