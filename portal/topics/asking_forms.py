"""What may be typed when families ask something of moderators, and when moderators answer."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectChoice, SelectField, TextAreaField
from wtforms.validators import InputRequired

from portal.areas.outside_forms import OutsideFields
from portal.core.forms import Form
from portal.core.vocabulary import Audience
from portal.topics.asking_models import AppealState, IdeaState, ReportKind
from portal.topics.models import Space

FROM_PAGE = _("Choose from the page.")


class AppealForm(Form):
    """Why a decision should be looked at again; it may stay empty."""

    words = TextAreaField(_("Why should we look again?"), description=_("You can leave this empty."))


class ReportForm(Form):
    """What is wrong with a comment on the page."""

    kind = RadioField(
        _("What is wrong with it?"),
        choices=[
            SelectChoice(ReportKind.NAMES.value, _("It shows who someone is")),
            SelectChoice(ReportKind.UNKIND.value, _("It is unkind")),
            SelectChoice(ReportKind.ONE_PERSON.value, _("It is about one person")),
            SelectChoice(ReportKind.ADVERT.value, _("It sells something")),
            SelectChoice(ReportKind.UNSAFE.value, _("Someone may not be safe")),
        ],
        validators=[InputRequired(_("Choose what is wrong."))],
        invalid_choice_message=FROM_PAGE,
    )


class IdeaForm(Form):
    """An idea for a topic."""

    words = TextAreaField(_("What should we talk about?"))
    space = RadioField(
        _("Who should read it?"),
        choices=[
            SelectChoice(Space.FORUM.value, _("The parent carer forum")),
            SelectChoice(Space.YOUTH.value, _("The young people’s moderators")),
        ],
        validators=[InputRequired(_("Choose who should read it."))],
        invalid_choice_message=FROM_PAGE,
    )
    audience = RadioField(
        _("Who are you?"),
        choices=[
            SelectChoice(Audience.PARENT_CARER.value, _("A parent or carer")),
            SelectChoice(Audience.YOUNG_PERSON.value, _("A young person")),
            SelectChoice(Audience.PRACTITIONER.value, _("Someone who works with families")),
        ],
        validators=[InputRequired(_("Choose who you are."))],
        invalid_choice_message=FROM_PAGE,
    )


class VerdictForm(OutsideFields):
    """The answer to an appeal; the two last fields only for a named outside second."""

    state = RadioField(
        _("What do you decide?"),
        choices=[
            SelectChoice(AppealState.UPHELD.value, _("The author is right: show it")),
            SelectChoice(AppealState.PARTLY.value, _("Show it, with words taken out")),
            SelectChoice(AppealState.NOT_UPHELD.value, _("The decision stays")),
        ],
        validators=[InputRequired(_("Choose what you decide."))],
        invalid_choice_message=FROM_PAGE,
    )
    answer = TextAreaField(_("Your answer to the author"), description=_("Say why, in kind, plain words."))


class IdeaChoiceForm(Form):
    """What became of an idea."""

    state = RadioField(
        _("What became of it?"),
        choices=[
            SelectChoice(IdeaState.POSTED.value, _("I wrote a topic from it")),
            SelectChoice(IdeaState.JOINED.value, _("It goes into another topic")),
            SelectChoice(IdeaState.DECLINED.value, _("It becomes no topic")),
        ],
        validators=[InputRequired(_("Choose what became of it."))],
        invalid_choice_message=FROM_PAGE,
    )
    topic = SelectField(_("The topic"), invalid_choice_message=FROM_PAGE)
    code = SelectField(_("Why it becomes no topic"), invalid_choice_message=FROM_PAGE)
    note = TextAreaField(
        _("A kind word to the family"), description=_("They read it with their code. No links or names.")
    )


class GlassForm(Form):
    """Why an area admin must read words that are not shown."""

    reason = TextAreaField(
        _("Why must you read these words?"),
        description=_("For safety or for the law only. The moderators read your reason."),
    )
