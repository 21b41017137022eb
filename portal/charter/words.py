"""What the answers and the occasions of the rating are called."""

from flask_babel import gettext as _

from portal.charter.models import After, Worked


def worked_name(answer: Worked | str) -> str:
    """One answer to "How well did we work with you?"."""
    names = {
        Worked.VERY: _("Very well"),
        Worked.QUITE: _("Quite well"),
        Worked.NOT_WELL: _("Not well"),
        Worked.NOT_SURE: _("I am not sure"),
    }
    return str(names[Worked(answer)])


def after_name(after: After | str) -> str:
    """What somebody took part in before they answered."""
    names = {
        After.TOPIC: _("A topic"),
        After.EVENT: _("An event"),
        After.CONSULTATION: _("A consultation"),
        After.OTHER: _("Something else"),
    }
    return str(names[After(after)])
