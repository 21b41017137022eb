"""What staff may do, as one list in alphabetical order; roles (accounts/roles.py) are sets of these."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing that a role allows in an area."""

    ACT_ON_ALERTS = "act on safeguarding alerts"
    CHANGE_SETTINGS = "change the area's settings"
    CLEAR_FEEDBACK = "redact and clear feedback"
    CONFIRM_VOTES = "confirm the close of a vote for the forum"
    EDIT_PAGES = "edit words, pictures and translations"
    EXPORT_FEEDBACK = "export themed feedback"
    EXPORT_RECORDS = "export record-level files"
    KEEP_PLACES = "add and change places"
    KEEP_SERVICES = "keep the directory of services"
    KEY_PAPER = "key paper forms"
    MAKE_CODES = "make and print codes"
    MANAGE_PEOPLE = "manage people and roles"
    MODERATE_TOPICS = "moderate topics"
    PREPARE_RELEASES = "prepare releases"
    PUBLISH_RELEASES = "publish releases"
    PUBLISH_SURVEYS = "publish surveys and open rounds"
    READ_AUDIT = "read the audit"
    READ_FEEDBACK = "read feedback"
    READ_NUMBERS = "read exact numbers"
    RUN_VOTES = "make and run votes"
    SEE_WORK = "see the staff home"
    SIGN_FOR_FORUM = "say for the forum whether a promise is kept"
    SORT_FEEDBACK = "sort feedback by theme and priority"
    WRITE_BOARD = "write promises on the board"
    WRITE_SURVEYS = "write surveys"
    WRITE_TO_SENDERS = "write to senders on their page"
