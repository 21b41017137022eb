"""The settings in force, in families' words: how long we keep, how we count, who sees what."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, lazy_gettext, ngettext

from portal.accounts.roles import Role, allows
from portal.areas.models import Area
from portal.areas.protection import protection_of
from portal.areas.settings import AreaSettings
from portal.core.disclosure import rule_in_full
from portal.core.permissions import Permission

_ = lazy_gettext
YEAR = 365

KINDS = {
    "responses": _("What you choose in a survey"),
    "feedback": _("What you write in your own words"),
    "unfinished answers": _("Answers you did not finish"),
    "call-back requests": _("A number you left so that we can call"),
    "unconfirmed email addresses": _("An email address that you did not confirm"),
    "empty receipts": _("A code that opens nothing any more"),
    "export files": _("A file with cleared words that staff made"),
    "alerts": _("A worry that someone is not safe"),
}
SIGHTS = (
    (
        Permission.READ_FEEDBACK,
        _("Read your words. Phone numbers, e-mails and postcodes we spot are hidden at first"),
    ),
    (Permission.KEY_PAPER, _("Type in answers that came on paper")),
    (Permission.CLEAR_FEEDBACK, _("Take out what could show who you are")),
    (
        Permission.ACT_ON_ALERTS,
        _("Open words that were locked because someone may not be safe, and your phone number"),
    ),
    (Permission.READ_EXACT_NUMBERS, _("See the real counts, before we protect small numbers")),
    (Permission.EXPORT_FEEDBACK, _("Make a report with cleared words and protected numbers")),
    (
        Permission.EXPORT_RECORDS,
        _("Make a file with one line for each set of answers. They must say what it is for"),
    ),
    (
        Permission.EXPORT_LAYOUT,
        _("Make a file with your words, once checked, person by person. They must say what it is for"),
    ),
    (Permission.MANAGE_PEOPLE, _("Decide who may sign in, and what each of them may do")),
    (Permission.READ_AUDIT, _("See the record of who opened and changed what")),
)
PEOPLE = {
    Role.ANALYST: _("people who sort and count"),
    Role.AREA_ADMIN: _("the person who looks after this site"),
    Role.BOARD_VIEWER: _("members of the partnership board"),
    Role.CONSULTATION_ANALYST: _("people who study what was said, named one by one"),
    Role.DATA_ENTRY: _("people who type in paper forms"),
    Role.EDITOR: _("people who write the surveys"),
    Role.FORUM_MODERATOR: _("the parent carer forum"),
    Role.OFFICER: _("officers who work on SEND"),
    Role.SAFEGUARDING_LEAD: _("the person in charge of keeping people safe"),
    Role.YOUTH_MODERATOR: _("young people who help to run this"),
}


@dataclass(frozen=True)
class Kept:
    """One kind of thing we keep, and for how long at most."""

    what: str
    how_long: str


@dataclass(frozen=True)
class Sight:
    """One thing that somebody may see or do, and the roles that may."""

    what: str
    people: list[str]


def kept_for(settings: AreaSettings) -> list[Kept]:
    """How long each kind of thing is kept here, in the order of the settings."""
    return [
        Kept(str(KINDS.get(kind, kind)), length_in_words(days))
        for kind, days in settings.retention_days.items()
    ]


def length_in_words(days: int) -> str:
    """A number of days as people say it: 2190 is "6 years", 30 is "30 days"."""
    if days and days % YEAR == 0:
        return str(ngettext("%(num)s year", "%(num)s years", days // YEAR))
    return str(ngettext("%(num)s day", "%(num)s days", days))


def protection_in_words(area: Area) -> str:
    """The rule for small numbers with the thresholds in force in this area."""
    return rule_in_full(protection_of(area), gettext)


def who_sees() -> list[Sight]:
    """What each role may see of what families say; a thing that no role may do is left out."""
    sights = [
        Sight(str(what), [str(PEOPLE[role]) for role in Role if allows(role, wanted)])
        for wanted, what in SIGHTS
    ]
    return [sight for sight in sights if sight.people]


def accessibility_reviewed(settings: AreaSettings) -> date | None:
    """When a person last reviewed the accessibility statement; None when nobody has yet."""
    written = settings.accessibility_reviewed
    return date.fromisoformat(written) if written else None
