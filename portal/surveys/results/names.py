"""What staff and files call an audience, a way of asking and a channel."""

from flask_babel import gettext as _

from portal.core.vocabulary import Audience, Channel, Mode
from portal.feedback.models import Stance


def audience_name(audience: str) -> str:
    """An audience as a group of people ("Parents and carers")."""
    names: dict[Audience, str] = {
        Audience.PARENT_CARER: _("Parents and carers"),
        Audience.YOUNG_PERSON: _("Young people"),
        Audience.PRACTITIONER: _("People who work with families"),
    }
    return names[Audience(audience)]


def one_of(audience: str) -> str:
    """One person of an audience, for under their words ("A parent or carer")."""
    names: dict[Audience, str] = {
        Audience.PARENT_CARER: _("A parent or carer"),
        Audience.YOUNG_PERSON: _("A young person"),
        Audience.PRACTITIONER: _("Someone who works with families"),
    }
    return names[Audience(audience)]


def mode_words(mode: str) -> str:
    """The same in the middle of a sentence ("standard words"); Easy Read keeps its capitals."""
    names: dict[Mode, str] = {
        Mode.STANDARD: _("standard words"),
        Mode.YOUNG: _("words for young people"),
        Mode.EASY: _("Easy Read"),
    }
    return names[Mode(mode)]


def channel_name(channel: str) -> str:
    """How answers came in ("web")."""
    names: dict[Channel, str] = {
        Channel.WEB: _("web"),
        Channel.PAPER: _("paper"),
        Channel.PHONE: _("phone"),
        Channel.EVENT: _("event"),
    }
    return names[Channel(channel)]


def stance_name(stance: str) -> str:
    """What words say of a thing."""
    names: dict[Stance, str] = {
        Stance.WORKS: _("Working well"),
        Stance.DOES_NOT: _("Not working"),
        Stance.IDEA: _("An idea"),
        Stance.MIXED: _("Mixed"),
    }
    return names[Stance(stance)]


def stance_or_not(stance: Stance | None) -> str:
    """A stance, or that nobody has said how the words are meant."""
    return stance_name(stance) if stance else str(_("Not said which"))
