"""What may be typed in a comment, in its answer, about a consultation, and which twelve months."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form, SeenForm
from portal.feedback.names import VOICES
from portal.local_offer.comments.details import LONGEST, Answer
from portal.local_offer.comments.models import LONGEST_RESPONSE, CommentGroup
from portal.local_offer.comments.naming import HELPERS, KINDS, REASONS, bodies

NOT_THERE = _("Choose from the page.")
DAY = _("Write a day, like 2027-03-27.")
TOO_LONG = _("Write less: up to %(max)d letters.")


def _choices(words: Any) -> list[SelectChoice]:
    return [SelectChoice(str(code), label) for code, label in words.items()]


def _choose(label: Any, words: Any, wrong: Any) -> Any:
    return RadioField(
        label,
        choices=_choices(words),
        validators=[InputRequired(wrong)],
        invalid_choice_message=NOT_THERE,
    )


class CommentForm(Form):
    """A comment on the Local Offer or on one service."""

    kind = _choose(_("What is it about?"), KINDS, _("Choose what it is about."))
    words = TextAreaField(
        _("What do you want to say?"),
        validators=[
            InputRequired(_("Write a few words.")),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
    audience = _choose(_("Who is speaking?"), VOICES, _("Choose who is speaking."))
    helper = RadioField(
        _("Do you write this for somebody else?"),
        choices=[
            SelectChoice("", _("No, these are my own words")),
            *_choices(HELPERS),
        ],
        default="",
        validators=[Optional()],
        invalid_choice_message=NOT_THERE,
        description=_("If so: who are you? Choose above who is speaking, not who is writing."),
    )


class DecideForm(Form):
    """Publish a comment with an answer, or keep it back for a reason."""

    decision = RadioField(
        _("What do you decide?"),
        choices=[
            SelectChoice("publish", _("Publish it. I have read it, and it identifies nobody")),
            SelectChoice("not", _("Do not publish it")),
        ],
        validators=[InputRequired(_("Choose one."))],
        invalid_choice_message=NOT_THERE,
    )
    group = SelectField(
        _("Answered together with"), choices=[], default="", invalid_choice_message=NOT_THERE
    )
    new_group = StringField(_("Or a new answer: its title"), validators=[Length(max=200, message=TOO_LONG)])
    reason = SelectField(
        _("If you do not publish it: why?"),
        choices=[SelectChoice("", _("Choose a reason")), *_choices(REASONS)],
        default="",
        invalid_choice_message=NOT_THERE,
        description=_("The sender can read this reason."),
    )

    def offer(self, groups: list[CommentGroup]) -> None:
        """The answers that are there."""
        known = [SelectChoice(str(group.id), group.title) for group in groups]
        self.group.choices = [SelectChoice("", _("No answer yet")), *known]


class AnswerForm(SeenForm):
    """What the partnership says and will do."""

    title = StringField(
        _("Title"),
        validators=[InputRequired(_("Give it a title.")), Length(max=200, message=TOO_LONG)],
    )
    response = TextAreaField(_("Our answer"), validators=[Length(max=LONGEST_RESPONSE, message=TOO_LONG)])
    action = TextAreaField(_("What we will do"), validators=[Length(max=1000, message=TOO_LONG)])
    action_on = DateField(
        _("By which day"), validators=[Optional()], invalid_value_message=DAY, description=DAY
    )

    def answer(self) -> Answer:
        """What was typed."""
        texts = {name: (self._fields[name].data or "").strip() for name in ("title", "response", "action")}
        return Answer(**texts, action_on=self.action_on.data)

    def start(self, group: CommentGroup) -> None:
        """Fill the form with an answer as it is."""
        for name in ("title", "response", "action", "action_on"):
            self._fields[name].data = getattr(group, name)
        self.version.data = str(group.version)


class ConsultationForm(Form):
    """Whom we consulted, when and how."""

    body = SelectField(_("Whom we asked"), choices=_choices(bodies()), invalid_choice_message=NOT_THERE)
    held_on = DateField(
        _("On which day"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    evidence = StringField(
        _("How, and where the notes are"),
        validators=[InputRequired(_("Say how.")), Length(max=1000, message=TOO_LONG)],
    )


def month_of(typed: str | None, usual: date) -> date:
    """The first day of a month as an address names it ("2025-09"); anything else gives `usual`."""
    try:
        found = date.fromisoformat(f"{(typed or '')[:7]}-01")
    except ValueError:
        return usual
    return found if 2000 <= found.year <= 2200 else usual
