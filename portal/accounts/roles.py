"""The roles of an area as readable data: each is a name and the set of what it may do."""

from enum import StrEnum

from portal.core.permissions import Permission


class Role(StrEnum):
    """A role a person holds in one area; the value is what people read."""

    ANALYST = "analyst"
    AREA_ADMIN = "area admin"
    BOARD_VIEWER = "board viewer"
    DATA_ENTRY = "data entry"
    EDITOR = "editor"
    FORUM_MODERATOR = "forum moderator"
    OFFICER = "officer"
    SAFEGUARDING_LEAD = "safeguarding lead"
    YOUTH_MODERATOR = "youth moderator"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ANALYST: frozenset(
        {
            Permission.SEE_WORK,
            Permission.READ_FEEDBACK,
            Permission.BRING_FEEDBACK,
            Permission.CLEAR_FEEDBACK,
            Permission.SORT_FEEDBACK,
            Permission.READ_NUMBERS,
            Permission.READ_EXACT_NUMBERS,
            Permission.EXPORT_FEEDBACK,
            Permission.EXPORT_RECORDS,
            Permission.PREPARE_RELEASES,
            Permission.READ_REGISTER,
        }
    ),
    Role.AREA_ADMIN: frozenset(
        {
            Permission.SEE_WORK,
            Permission.MANAGE_PEOPLE,
            Permission.CHANGE_SETTINGS,
            Permission.READ_AUDIT,
            Permission.READ_REGISTER,
            Permission.SEE_TOPIC_NUMBERS,
            Permission.BREAK_GLASS,
        }
    ),
    # a board reads figures as they may leave the service: its papers are public
    Role.BOARD_VIEWER: frozenset(
        {Permission.SEE_WORK, Permission.READ_NUMBERS, Permission.SEE_TOPIC_NUMBERS}
    ),
    Role.DATA_ENTRY: frozenset({Permission.SEE_WORK, Permission.KEY_PAPER}),
    Role.EDITOR: frozenset(
        {
            Permission.SEE_WORK,
            Permission.WRITE_SURVEYS,
            Permission.PUBLISH_SURVEYS,
            Permission.EDIT_PAGES,
        }
    ),
    # what a forum moderator writes, an officer or editor publishes
    Role.FORUM_MODERATOR: frozenset(
        {
            Permission.SEE_WORK,
            Permission.MODERATE_TOPICS,
            # the adult back-up of the youth moderators
            Permission.MODERATE_YOUTH_TOPICS,
            Permission.SEE_TOPIC_NUMBERS,
            Permission.SIGN_FOR_FORUM,
            Permission.WRITE_SURVEYS,
            Permission.CONFIRM_VOTES,
        }
    ),
    Role.OFFICER: frozenset(
        {
            Permission.SEE_WORK,
            Permission.READ_FEEDBACK,
            Permission.BRING_FEEDBACK,
            Permission.CLEAR_FEEDBACK,
            Permission.SORT_FEEDBACK,
            Permission.READ_NUMBERS,
            Permission.READ_EXACT_NUMBERS,
            Permission.EXPORT_FEEDBACK,
            Permission.PREPARE_RELEASES,
            Permission.READ_REGISTER,
            Permission.PUBLISH_RELEASES,
            Permission.WRITE_SURVEYS,
            Permission.PUBLISH_SURVEYS,
            Permission.KEEP_MEASURES,
            Permission.KEEP_PLACES,
            Permission.ANSWER_COMMENTS,
            Permission.KEEP_SERVICES,
            Permission.KEY_PAPER,
            Permission.MAKE_CODES,
            Permission.WRITE_TO_SENDERS,
            Permission.MODERATE_COUNCIL_TOPICS,
            Permission.SEE_TOPIC_NUMBERS,
            Permission.WRITE_BOARD,
            Permission.RUN_VOTES,
        }
    ),
    Role.SAFEGUARDING_LEAD: frozenset({Permission.SEE_WORK, Permission.ACT_ON_ALERTS}),
    Role.YOUTH_MODERATOR: frozenset(
        {Permission.SEE_WORK, Permission.MODERATE_YOUTH_TOPICS, Permission.SEE_TOPIC_NUMBERS}
    ),
}


def allows(role: Role, permission: Permission) -> bool:
    """Whether a role may do this."""
    return permission in PERMISSIONS[role]


# who may give and end roles; an area always keeps one
MANAGERS = frozenset(role for role in Role if allows(role, Permission.MANAGE_PEOPLE))
