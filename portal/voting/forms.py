"""What officers may type about votes: the vote, its options, hands counted in a room, an outside second."""

from collections.abc import Iterable
from datetime import datetime, time

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange

from portal.core import clock
from portal.core.forms import Form
from portal.core.vocabulary import Audience
from portal.places.models import Place
from portal.voting.audiences import audience_choices
from portal.voting.models import VoteRule
from portal.voting.plans import PICTURES, OptionPlan, VotePlan

DAY = _("Write a day, like 2027-03-27.")
HOUR = _("Write a time, like 09:00.")
NUMBER = _("Write a whole number from 1 to %(largest)s.", largest=20)
HANDS = _("Write a whole number.")
MOST_PEOPLE = 5000


class WholeNumber(IntegerField):
    """A whole number; anything else is told so in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(HANDS)) from None


def _short(label: str, longest: int, required: str | None = None, hint: str = "") -> StringField:
    checks = [InputRequired(required)] if required else []
    too_long = _("Write it shorter: up to %(longest)s letters.", longest=longest)
    return StringField(label, description=hint, validators=[*checks, Length(max=longest, message=too_long)])


class VoteForm(Form):
    """A new vote. Options come one on a line, or from our plan, or from our themes."""

    title = _short(_("A short name"), 80, _("Give the vote a name."), _("It stands in lists and links."))
    question = _short(_("The question"), 200, _("Write the question."))
    question_easy = _short(_("The question in Easy Read"), 120, None, _("Short words, up to 15."))
    used_for = TextAreaField(
        _("How we use the result, and what can still change"),
        validators=[
            InputRequired(_("Say how you use the result.")),
            Length(max=900, message=_("Write it shorter: up to %(longest)s letters.", longest=900)),
        ],
    )
    rule = RadioField(
        _("How do people choose?"),
        choices=[
            SelectChoice(VoteRule.PICK.value, _("They pick some options")),
            SelectChoice(VoteRule.DOTS.value, _("They share out dots")),
            SelectChoice(VoteRule.RANKING.value, _("They put options in order")),
        ],
        validators=[InputRequired(_("Choose how people vote."))],
        invalid_choice_message=_("Choose from the page."),
    )
    most = WholeNumber(
        _("How many options or dots?"),
        description=_("For an order this number is not used."),
        default=3,
        validators=[InputRequired(NUMBER), NumberRange(1, 20, message=NUMBER)],
    )
    most_each = WholeNumber(
        _("How many dots on one option, at most?"),
        default=3,
        validators=[InputRequired(NUMBER), NumberRange(1, 20, message=NUMBER)],
    )
    source = RadioField(
        _("Where do the options come from?"),
        choices=[
            SelectChoice("written", _("I write them")),
            SelectChoice("priorities", _("The priorities of our plan")),
            SelectChoice("themes", _("Our themes")),
        ],
        default="written",
        validators=[InputRequired(_("Choose where the options come from."))],
        invalid_choice_message=_("Choose from the page."),
    )
    options = TextAreaField(
        _("Options, one on a line"),
        description=_("You can add a line about each on the next page."),
        validators=[
            Length(max=4000, message=_("Write it shorter: up to %(longest)s letters.", longest=4000))
        ],
    )
    opens_on = DateField(
        _("First day"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    opens_time = TimeField(
        _("Opens at"), validators=[InputRequired(HOUR)], invalid_value_message=HOUR, default=time(9)
    )
    closes_on = DateField(
        _("Last day"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    closes_time = TimeField(
        _("Ends at"), validators=[InputRequired(HOUR)], invalid_value_message=HOUR, default=time(17)
    )
    for_whom = SelectMultipleField(
        _("Who is it for?"),
        description=_("Choose none when it is for everybody. People say who they are; nobody checks it."),
        invalid_choice_message=_("Choose from the page."),
    )
    places = SelectMultipleField(
        _("Where is it held?"),
        description=_("Choose none when it can be at any place."),
        coerce=int,
        invalid_choice_message=_("Choose from the page."),
    )
    only_by_code = BooleanField(_("Only people with a code can vote"))
    fixed_order = BooleanField(_("Show the options in the same order to everybody"))

    def offer(self, places: Iterable[Place]) -> None:
        """Offer the audiences, and the places of today."""
        self.for_whom.choices = audience_choices()
        self.offered = {place.id: place for place in places}
        if self.offered:
            self.places.choices = [(place.id, place.name) for place in self.offered.values()]
        else:
            del self.places

    def written(self) -> tuple[OptionPlan, ...]:
        """The options typed here."""
        lines = (line.strip() for line in (self.options.data or "").splitlines())
        return tuple(OptionPlan(title=line[:200]) for line in lines if line)

    def plan(self, options: tuple[OptionPlan, ...]) -> VotePlan:
        """The vote that was typed, with these options."""
        return VotePlan(
            title=self.title.data.strip(),
            question=self.question.data.strip(),
            question_easy=(self.question_easy.data or "").strip(),
            used_for=self.used_for.data.strip(),
            rule=VoteRule(self.rule.data),
            most=self.most.data,
            most_each=self.most_each.data,
            opens_at=_moment(self.opens_on.data, self.opens_time.data),
            closes_at=_moment(self.closes_on.data, self.closes_time.data),
            only_by_code=self.only_by_code.data,
            for_whom=tuple(Audience(one) for one in self.for_whom.data or []),
            places=tuple(self.offered[one] for one in (self.places.data if self.places else [])),
            fixed_order=self.fixed_order.data,
            options=options,
        )


def _moment(day: datetime, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.LOCAL)


class OptionForm(Form):
    """One option: its words, its line, its picture."""

    title = _short(_("Words"), 120, _("Write the option."))
    easy = _short(_("Words in Easy Read"), 80)
    explanation = _short(_("One line about it"), 200)
    picture = SelectField(
        _("Picture for Easy Read"),
        choices=[SelectChoice(code, name) for code, name in PICTURES.items()],
        invalid_choice_message=_("Choose from the list on the page."),
    )


class HandsForm(Form):
    """Hands counted in a room; the numbers for the options are read beside it."""

    title = _short(_("Where and when, in a few words"), 120, _("Say where the hands were counted."))
    place = SelectField(
        _("Place"), coerce=int, invalid_choice_message=_("Choose from the list on the page.")
    )
    people = WholeNumber(
        _("People in the room"),
        validators=[InputRequired(HANDS), NumberRange(0, MOST_PEOPLE, message=HANDS)],
    )
    why = _short(_("Why do the numbers change?"), 300)


class KioskForm(Form):
    """Where a shared tablet stands."""

    place = SelectField(
        _("Where does the tablet stand?"),
        coerce=int,
        invalid_choice_message=_("Choose from the list on the page."),
    )

    def offer(self, places: Iterable[Place]) -> None:
        """Offer the places of today."""
        self.place.choices = [(0, str(_("No place"))), *((place.id, place.name) for place in places)]


class OutsideForm(Form):
    """The name of somebody outside who looked at the count and agrees."""

    name = _short(_("Name of the person who looked at it"), 120, _("Write the name of the person."))
    outside = _short(_("Which service they are from"), 120, _("Write the name of the service."))
