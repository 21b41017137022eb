"""The names of the ways to vote, for staff and in releases."""

from flask_babel import gettext as _

from portal.voting.models import VoteChannel


def channel_names() -> dict[VoteChannel, str]:
    """Each way with its name, in one fixed order."""
    return {
        VoteChannel.WEB: str(_("Web")),
        VoteChannel.EVENT: str(_("At an event, on a phone")),
        VoteChannel.KIOSK: str(_("On a shared tablet")),
        VoteChannel.PAPER: str(_("On paper")),
        VoteChannel.PHONE: str(_("By phone call")),
    }
