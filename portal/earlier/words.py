"""What the pages of earlier words call verdicts, states and reasons."""

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.filters import long_date
from portal.core.workbook_sheets import Sheet
from portal.earlier.models import EarlierFile, EarlierState, Verdict
from portal.earlier.queries import Origin
from portal.earlier.sheets import HEADINGS_ROW


def verdict_name(verdict: str) -> str:
    """What putting it in would do."""
    names: dict[Verdict, str] = {
        Verdict.NEW: _("New"),
        Verdict.CHANGED: _("Changed: read anew"),
        Verdict.SAME: _("Here already"),
        Verdict.KEPT: _("Changed, but cleared here: stays"),
        Verdict.REFUSED: _("Refused"),
    }
    return names[Verdict(verdict)]


def state_name(state: str) -> str:
    """How far a file is."""
    names: dict[EarlierState, str] = {
        EarlierState.MAPPING: _("Columns to name"),
        EarlierState.TRYING: _("Being read"),
        EarlierState.READY: _("Ready to put in"),
        EarlierState.PUTTING: _("Being put in"),
        EarlierState.DONE: _("Put in"),
        EarlierState.DROPPED: _("Dropped"),
        EarlierState.TAKING: _("Being taken back"),
        EarlierState.TAKEN_BACK: _("Taken back"),
    }
    return names[EarlierState(state)]


def sheet_words(sheet: Sheet) -> str:
    """A sheet with how much stands below its headings, and that nobody sees it in the file, if so."""
    rows = sheet.rows - HEADINGS_ROW
    if sheet.hidden:
        return str(
            ngettext(
                "%(name)s: %(num)s row. It is hidden in the file.",
                "%(name)s: %(num)s rows. It is hidden in the file.",
                rows,
                name=sheet.name,
            )
        )
    return str(ngettext("%(name)s: %(num)s row", "%(name)s: %(num)s rows", rows, name=sheet.name))


def file_words(found: EarlierFile) -> str:
    """The name of a file, and of its sheet where it has more than one."""
    if len(found.sheets) < 2:
        return found.file_name
    return str(_("%(file)s, sheet “%(sheet)s”", file=found.file_name, sheet=found.sheet))


def reason_words(reason: str) -> str:
    """Why some words are refused, or what of them is left out; never a word of theirs."""
    names = {
        "no-words": _("Nothing is said in it."),
        "too-long": _("It is longer than 5,000 letters. Cut it in two."),
        "no-day": _("We cannot read the day."),
        "to-come": _("The day is still to come."),
        "too-old": _("It is older than your area keeps comments."),
        "no-key": _("It has no number of its own."),
        "long-key": _("Its own number is longer than 200 letters."),
        "doubled": _("A row above has the same number of its own."),
        "unknown-audience": _("We do not know this word for who said it."),
        "place": _("We do not know this place. It is left out."),
        "theme": _("We do not know this theme. It is left out."),
    }
    return str(names.get(reason, ""))


def origin_words(origin: Origin, name: str) -> str:
    """Which file words came from, on which day and who brought it."""
    day = long_date(origin.file.put_in_at or origin.file.made_at)
    return str(
        _(
            "Imported from row %(row)s of “%(file)s” on %(day)s by %(name)s.",
            row=origin.words.number,
            file=file_words(origin.file),
            day=day,
            name=name or _("somebody who has left"),
        )
    )
