"""What may be typed on the pages of topics; the views hand in the choices."""

from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.core.forms import Form, SeenForm
from portal.core.vocabulary import Audience

DAY = _("Write a day, like 2027-03-27.")
FROM_PAGE = _("Choose from the page.")
LONGEST_TEXT = 1000
MOST_PAPERS = 10


class CommentForm(Form):
    """One comment of a family; the words are checked where they are kept."""

    words = TextAreaField(_("Your comment"))
    audience = RadioField(
        _("Who are you?"),
        choices=[
            SelectChoice(Audience.PARENT_CARER.value, _("A parent or carer")),
            SelectChoice(Audience.YOUNG_PERSON.value, _("A young person")),
            SelectChoice(Audience.PRACTITIONER.value, _("Someone who works with families")),
        ],
        validators=[InputRequired(_("Choose who you are. We show nothing else of you."))],
        invalid_choice_message=FROM_PAGE,
    )
    head_count = SelectField(_("How many people is this from?"), invalid_choice_message=FROM_PAGE)


def _text(label: str, needed: str, hint: str = "") -> TextAreaField:
    return TextAreaField(
        label,
        description=hint,
        validators=[
            InputRequired(needed),
            Length(max=LONGEST_TEXT, message=_("Write less: up to 1,000 letters.")),
        ],
    )


class TopicForm(SeenForm):
    """A topic; `version` is the one that the page showed."""

    space = RadioField(
        _("Who posts it?"),
        validators=[InputRequired(_("Choose who posts it."))],
        invalid_choice_message=FROM_PAGE,
    )
    title = StringField(
        _("Title, as a question"),
        validators=[
            InputRequired(_("Write a title.")),
            Length(max=120, message=_("Write a shorter title: up to 120 letters.")),
        ],
    )
    summary = _text(_("What it is about"), _("Write what it is about."), _("Plain words, short sentences."))
    easy_summary = _text(
        _("The same in Easy Read"), _("Write it in Easy Read too."), _("One short sentence a line.")
    )
    can_change = _text(
        _("What can still change"),
        _("Write what can still change."),
        _("Ask only while something can still change."),
    )
    changes_by = DateField(
        _("By when it is decided"), validators=[Optional()], invalid_value_message=DAY, description=DAY
    )
    opens_on = DateField(
        _("First day"), validators=[InputRequired(DAY)], invalid_value_message=DAY, description=DAY
    )
    closes_on = DateField(_("Last day"), validators=[InputRequired(DAY)], invalid_value_message=DAY)
    picture = SelectField(_("Picture"), invalid_choice_message=FROM_PAGE)
    papers = TextAreaField(
        _("Papers"),
        description=_("One a line: its name, then its address. “Plan for 2027 https://example.org/plan”"),
    )
    themes = SelectMultipleField(_("Themes"))
    priorities = SelectMultipleField(_("Priorities of the plan"))


class AnswerTopicForm(Form):
    """The partnership's answer to a topic."""

    answer = TextAreaField(
        _("The answer"), description=_("What you will do, or why not. It is shown on the topic’s page.")
    )


class ReturnForm(Form):
    """What should change before a young person's topic opens."""

    why = TextAreaField(_("What should change"))


class DecisionForm(Form):
    """A moderator's decision; `turn` says how the comment stood when the page was made."""

    turn = HiddenField()
    act = RadioField(
        _("Your decision"),
        validators=[InputRequired(_("Choose what to do with it."))],
        invalid_choice_message=FROM_PAGE,
    )
    code = SelectField(_("Reason (the author sees it)"), invalid_choice_message=FROM_PAGE)
    note = TextAreaField(
        _("A kind word to the author"),
        description=_("They read it with their code. No links, addresses or names."),
    )


class TakeOutForm(Form):
    """Words to take out of a comment, and why."""

    turn = HiddenField()
    words = StringField(
        _("Words to take out"),
        description=_("For a longer part, type its first words, then … and its last words."),
        filters=[lambda typed: (typed or "").replace("\x00", "").strip()],
        validators=[
            InputRequired(_("Type the words to take out.")),
            Length(max=500, message=_("Type the first words, then … and the last words.")),
        ],
    )
    reason = SelectField(_("What they are"), invalid_choice_message=FROM_PAGE)
