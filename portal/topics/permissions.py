"""Who may do what with topics; a person moderates the topics of some spaces, never of all by one right."""

from portal.core.access import InArea, Person, permission
from portal.core.permissions import Permission
from portal.topics.models import Space

MODERATES = {
    Space.FORUM: Permission.MODERATE_TOPICS,
    Space.YOUTH: Permission.MODERATE_YOUTH_TOPICS,
    Space.COUNCIL: Permission.MODERATE_COUNCIL_TOPICS,
}
can_break_glass = permission(Permission.BREAK_GLASS)
can_see_topic_numbers = permission(Permission.SEE_TOPIC_NUMBERS)


def spaces_of(person: Person, area: InArea) -> list[Space]:
    """The spaces whose topics this person posts and moderates here, in their fixed order."""
    return [space for space, needed in MODERATES.items() if person.may(needed, area)]


def can_moderate(person: Person, area: InArea) -> bool:
    """Whether the person moderates anything here."""
    return bool(spaces_of(person, area))


def only_proposes(person: Person, area: InArea, space: Space) -> bool:
    """Whether an adult must confirm what this person decides: a youth moderator, in the youth space."""
    return space == Space.YOUTH and not person.may(Permission.MODERATE_TOPICS, area)
