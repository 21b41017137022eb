"""Who may run a vote, and who confirms its count: an officer and somebody of the forum."""

from portal.core.access import InArea, Person, permission
from portal.core.permissions import Permission
from portal.voting.models import Side

can_run_votes = permission(Permission.RUN_VOTES)
can_speak_for_forum = permission(Permission.CONFIRM_VOTES)


def can_confirm_votes(person: Person, area: InArea) -> bool:
    """Whether somebody stands on either side."""
    return can_run_votes(person, area) or can_speak_for_forum(person, area)


def side_of(person: Person, area: InArea) -> Side:
    """For whom a person confirms: the council first, where somebody could do both."""
    return Side.OFFICER if can_run_votes(person, area) else Side.FORUM
