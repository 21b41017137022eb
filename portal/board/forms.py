"""What may be typed about a promise; the views hand in the choices."""

from datetime import date

import flask
from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.areas.outside_forms import OutsideFields
from portal.board.details import Change, Details
from portal.board.models import Entry, EntryState, Verdict
from portal.board.words import state_name
from portal.core.forms import Form, SeenForm
from portal.strategies.models import Commitment, Priority, Theme

ADDRESS = _("Write its address, beginning with https://")
DAY = _("Write a day, like 2027-03-27.")
LONGEST = 1000


def _length(most: int) -> Length:
    return Length(max=most, message=_("Please keep to %(max)d letters."))


class EntryForm(SeenForm):
    """The words and links of a promise."""

    title = StringField(
        _("Title"),
        description=_("Short, in plain words: “Short breaks you can book in time”."),
        validators=[InputRequired(_("Give it a title.")), _length(120)],
    )
    theme = SelectField(_("Theme"), validators=[InputRequired(_("Choose a theme."))])
    asked = TextAreaField(
        _("What we asked"),
        description=_("Leave this empty if nobody asked."),
        validators=[_length(LONGEST)],
    )
    said = TextAreaField(
        _("You said"),
        description=_("What families said, in their sense. Never words that identify someone."),
        validators=[InputRequired(_("Write what families said.")), _length(LONGEST)],
    )
    done = TextAreaField(
        _("We did, or we will do"),
        validators=[InputRequired(_("Write what was done or will be done.")), _length(LONGEST)],
    )
    why_not = TextAreaField(
        _("Why we cannot"),
        description=_("Only if it cannot be done. Say what happens in its place."),
        validators=[_length(LONGEST)],
    )
    easy_said = TextAreaField(_("You said, in Easy Read"), validators=[_length(LONGEST)])
    easy_done = TextAreaField(_("We did, in Easy Read"), validators=[_length(LONGEST)])
    body = StringField(
        _("Who is responsible"),
        description=_("An organisation, such as the council or a health trust."),
        validators=[InputRequired(_("Write who is responsible.")), _length(120)],
    )
    lead_role = StringField(
        _("Who leads it"), description=_("A role, never a person's name."), validators=[_length(120)]
    )
    priorities = SelectMultipleField(_("Priorities of our plan"))
    commitments = SelectMultipleField(_("What our plan says about it"))

    def offer(self, themes: list[Theme], priorities: list[Priority], commitments: list[Commitment]) -> None:
        """Fill in what can be chosen."""
        self._themes = {one.slug: one for one in themes}
        self._priorities = {one.slug: one for one in priorities}
        self._commitments = {one.slug: one for one in commitments}
        self.theme.choices = [
            SelectChoice("", str(_("Choose a theme"))),
            *(SelectChoice(one.slug, one.label) for one in themes),
        ]
        self.priorities.choices = [SelectChoice(one.slug, one.short_title) for one in priorities]
        self.commitments.choices = [SelectChoice(one.slug, one.text) for one in commitments]

    def details(self) -> Details:
        """What was typed; only call it on a form that is valid."""
        words = {
            name: (self._fields[name].data or "").strip()
            for name in (
                "title", "asked", "said", "done", "why_not", "easy_said", "easy_done", "body", "lead_role"
            )
        }  # fmt: skip
        return Details(
            theme=self._themes[self.theme.data],
            priorities=[self._priorities[slug] for slug in self.priorities.data or []],
            commitments=[self._commitments[slug] for slug in self.commitments.data or []],
            **words,
        )

    def start(self, entry: Entry) -> None:
        """Fill the form with a promise as it is."""
        for name in (
            "title",
            "asked",
            "said",
            "done",
            "why_not",
            "easy_said",
            "easy_done",
            "body",
            "lead_role",
        ):
            self._fields[name].data = getattr(entry, name)
        self.theme.data = entry.theme.slug
        self.priorities.data = [one.slug for one in entry.priorities]
        self.commitments.data = [one.slug for one in entry.commitments]
        self.version.data = str(entry.version)


class NewEntryForm(EntryForm):
    """A new promise: also the day by which it is promised."""

    due_on = DateField(
        _("Promised for"),
        validators=[Optional()],
        invalid_value_message=DAY,
        description=_("You can leave this empty."),
    )


class UpdateForm(SeenForm):
    """How a promise stands now."""

    state = RadioField(
        _("How does it stand now?"),
        choices=[SelectChoice(one.value, one.value) for one in EntryState],
        validators=[InputRequired(_("Choose how it stands."))],
        invalid_choice_message=_("Choose from the page."),
    )
    words = TextAreaField(
        _("What happened"),
        description=_("Families read this. If it is late, say why."),
        validators=[InputRequired(_("Say what happened, in a sentence or two.")), _length(LONGEST)],
    )
    easy_words = TextAreaField(_("The same in Easy Read"), validators=[_length(LONGEST)])
    why_not = TextAreaField(
        _("Why we cannot"), description=_("Only if it cannot be done."), validators=[_length(LONGEST)]
    )
    due_on = DateField(
        _("Promised for"),
        validators=[Optional()],
        invalid_value_message=DAY,
        description=_("If you move the day, families still see the old one."),
    )

    def start(self, entry: Entry) -> None:
        """Begin with the promise as it is."""
        self.state.data, self.due_on.data = entry.state, entry.due_on
        self.why_not.data, self.version.data = entry.why_not, str(entry.version)

    def name_states(self) -> None:
        """Put the states in words of the page's language."""
        self.state.choices = [SelectChoice(one.value, str(state_name(one))) for one in EntryState]

    def change(self) -> Change:
        """What was typed; only call it on a form that is valid."""
        due: date | None = self.due_on.data
        return Change(
            state=EntryState(self.state.data),
            words=(self.words.data or "").strip(),
            easy_words=(self.easy_words.data or "").strip(),
            due_on=due,
            why_not=(self.why_not.data or "").strip(),
        )


class ReportForm(Form):
    """A report from outside that a promise answers."""

    words = StringField(
        _("What it is"),
        description=_("Such as “Healthwatch report on waiting times, May 2026”."),
        validators=[InputRequired(_("Write what it is.")), _length(180)],
    )
    address = StringField(
        _("Its address on the web"),
        validators=[
            InputRequired(ADDRESS),
            Regexp(r"\s*https?://[^\s<>\"']+\s*\Z", message=ADDRESS),
            _length(480),
        ],
    )


class FindingForm(Form):
    """Something released or found that a promise answers, chosen from a list."""

    ref = SelectField(_("What does it answer?"), validators=[InputRequired(_("Choose from the list."))])


class SigningForm(Form):
    """What the forum says."""

    verdict = RadioField(
        _("Is this promise kept?"),
        choices=[
            SelectChoice(Verdict.AGREE.value, _("Yes, we agree that it is done")),
            SelectChoice(Verdict.PARTLY.value, _("Only partly")),
            SelectChoice(Verdict.NOT_YET.value, _("Not yet")),
        ],
        validators=[InputRequired(_("Choose what the forum says."))],
        invalid_choice_message=_("Choose from the page."),
    )
    words = TextAreaField(
        _("In the forum's own words"),
        description=_("Families read this as you write it. The council cannot change it."),
        validators=[_length(LONGEST)],
    )


class DecisionForm(OutsideFields):
    """The second person's yes or no to a quote, who may be somebody from outside."""

    note = StringField(_("Why you send it back"), validators=[_length(LONGEST)])

    def approved(self) -> bool:
        """Whether the button "Approve" was pressed; anything else sends back."""
        return flask.request.form.get("approved") == "yes"
