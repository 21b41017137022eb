"""What topics call things: spaces, states, voices, decisions, and the reasons a moderator chooses from."""

from flask_babel import gettext as _

from portal.core.vocabulary import Audience
from portal.topics.asking_models import ReportKind
from portal.topics.models import Act, CommentState, HeadCount, Space, TopicState


def space_name(space: str) -> str:
    """Who posted a topic, for under its title."""
    names: dict[Space, str] = {
        Space.FORUM: _("The parent carer forum"),
        Space.YOUTH: _("Young people"),
        Space.COUNCIL: _("The council"),
    }
    return names[Space(space)]


def topic_state_name(state: str) -> str:
    """Where a topic stands."""
    names: dict[TopicState, str] = {
        TopicState.DRAFT: _("Draft"),
        TopicState.OPEN: _("Open"),
        TopicState.CLOSED: _("Closed"),
        TopicState.ANSWERED: _("Answered"),
        TopicState.ARCHIVED: _("Put away"),
    }
    return names[TopicState(state)]


def comment_state_name(state: str) -> str:
    """Where a comment stands, for moderators."""
    names: dict[CommentState, str] = {
        CommentState.WAITING: _("Waiting"),
        CommentState.PROPOSED: _("Waits for an adult"),
        CommentState.HELD: _("Held"),
        CommentState.PUBLISHED: _("On the page"),
        CommentState.REFUSED: _("Not shown"),
        CommentState.PRIVATE: _("In private feedback"),
        CommentState.HIDDEN: _("Hidden"),
        CommentState.WITHDRAWN: _("Taken back"),
    }
    return names[CommentState(state)]


def voice(audience: str, head_count: str | None = None) -> str:
    """Who a comment is from: one of three voices, or a group of them, and nothing else."""
    if head_count:
        return str(_group(Audience(audience), head_count_name(head_count)))
    names: dict[Audience, str] = {
        Audience.PARENT_CARER: _("A parent"),
        Audience.YOUNG_PERSON: _("A young person"),
        Audience.PRACTITIONER: _("A practitioner"),
    }
    return names[Audience(audience)]


def _group(audience: Audience, people: str) -> str:
    names: dict[Audience, str] = {
        Audience.PARENT_CARER: _("A group of parents (%(people)s)", people=people),
        Audience.YOUNG_PERSON: _("A group of young people (%(people)s)", people=people),
        Audience.PRACTITIONER: _("A group of practitioners (%(people)s)", people=people),
    }
    return names[audience]


def head_count_name(head_count: str) -> str:
    """How many people a group is."""
    names: dict[HeadCount, str] = {
        HeadCount.FEW: _("2 to 5 people"),
        HeadCount.SOME: _("6 to 10 people"),
        HeadCount.MANY: _("11 to 25 people"),
        HeadCount.CROWD: _("26 people or more"),
    }
    return names[HeadCount(head_count)]


def act_name(act: str) -> str:
    """A decision as it is chosen on the desk."""
    names: dict[Act, str] = {
        Act.PUBLISH: _("Show it"),
        Act.HOLD: _("Hold it for a second opinion"),
        Act.REFUSE: _("Do not show it"),
        Act.MOVE: _("Send it to private feedback"),
        Act.HIDE: _("Hide it"),
        Act.RESTORE: _("Show it again"),
    }
    return names[Act(act)]


def code_name(code: str) -> str:
    """A coded reason in a few words, for moderators and for the figures."""
    names = {
        "off-topic": _("It is about something else"),
        "one-person": _("It is about one person’s case"),
        "complaint-route": _("It is a complaint"),
        "names-staff": _("It names or points to someone"),
        "insult": _("It insults someone"),
        "hate": _("It is unkind about a group of people"),
        "threat": _("It threatens"),
        "untrue-harm": _("It says harm that we cannot show to be true"),
        "court-case": _("It is about a court case"),
        "advert": _("It sells or promotes something"),
        "politics": _("It is about a party"),
        "same-again": _("It repeats what was sent before"),
        "vexatious": _("The same point, many times"),
        "not-understood": _("We cannot understand it"),
        "copied": _("It is copied"),
        "other": _("Something else (say why)"),
        "need-second-reader": _("A second person should read it"),
        "need-translation": _("It needs translating"),
        "topic-paused": _("The topic is paused"),
        "hidden-later": _("Hidden after it was shown"),
        "restored": _("Shown again"),
        "published": _("Shown as written"),
        "names-removed": _("Shown without a name"),
        "contact-removed": _("Shown without contact details"),
        "details-removed": _("Shown without details"),
        "link-removed": _("Shown without a link"),
        "strong-words-removed": _("Shown without a rude word"),
    }
    return str(names.get(code, code))


def idea_reason(code: str) -> str:
    """Why an idea became no topic, as the family reads it."""
    names = {
        "already": _("We have talked about this, or it is planned"),
        "cannot-change": _("Nothing about it can change now"),
        "one-person": _("It is about one person’s case"),
        "not-ours": _("It is not about this partnership"),
        "other": _("Something else (say why)"),
    }
    return str(names.get(code, code))


def report_name(kind: str) -> str:
    """What a reader found wrong with a comment."""
    names: dict[ReportKind, str] = {
        ReportKind.NAMES: _("It shows who someone is"),
        ReportKind.UNKIND: _("It is unkind"),
        ReportKind.ONE_PERSON: _("It is about one person"),
        ReportKind.ADVERT: _("It sells something"),
        ReportKind.UNSAFE: _("Someone may not be safe"),
    }
    return names[ReportKind(kind)]
