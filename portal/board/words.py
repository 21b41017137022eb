"""How a promise's state, its lateness and the forum's word read to families."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.board.models import Difference, Entry, EntryState, Verdict
from portal.board.queries import Show
from portal.core.filters import long_date


@dataclass(frozen=True)
class Standing:
    """`kind` names the wash and glyph of a state tag; `words` say more than it."""

    kind: str
    words: str


def state_name(state: EntryState | str) -> str:
    """One state in plain words."""
    names = {
        EntryState.HEARD: _("We heard this"),
        EntryState.LOOKING: _("We are looking into it"),
        EntryState.PLANNED: _("Planned"),
        EntryState.DOING: _("Under way"),
        EntryState.DONE: _("Done"),
        EntryState.PARTLY: _("Partly done"),
        EntryState.CANNOT: _("We cannot do this"),
    }
    return str(names[EntryState(state)])


def easy_state(state: EntryState | str) -> tuple[str, str]:
    """The picture and the Easy Read sentence of a state."""
    names = {
        EntryState.HEARD: ("1F442", _("We heard you.")),
        EntryState.LOOKING: ("1F50E", _("We are looking into it.")),
        EntryState.PLANNED: ("1F4C5", _("We have a plan.")),
        EntryState.DOING: ("1F6E0", _("We are doing it now.")),
        EntryState.DONE: ("2705", _("We did it.")),
        EntryState.PARTLY: ("1F7E1", _("We did some of it.")),
        EntryState.CANNOT: ("1F6AB", _("We cannot do this.")),
    }
    picture, words = names[EntryState(state)]
    return picture, str(words)


def standing(entry: Entry, on: date) -> Standing:
    """The tag of a promise on a day: late beats under way, and it says how late."""
    late = entry.days_late(on)
    if late:
        return Standing("late", str(ngettext("%(num)s day late", "%(num)s days late", late)))
    name = state_name(entry.state)
    if entry.state == EntryState.CANNOT:
        return Standing("cannot", name)
    if entry.state == EntryState.DONE:
        done = entry.updates[-1].dated if entry.updates else entry.published_on
        return Standing("done", _("Done %(date)s", date=long_date(done)) if done else name)
    if entry.due_on:
        return Standing("going", _("%(state)s, due %(date)s", state=name, date=long_date(entry.due_on)))
    return Standing("going", name)


def did_heading(entry: Entry, on: date) -> str:
    """What stands above what was or will be done."""
    if entry.days_late(on):
        return str(_("We have not done it yet"))
    names = {
        EntryState.HEARD: _("What we will do next"),
        EntryState.LOOKING: _("What we are looking into"),
        EntryState.PLANNED: _("We will do"),
        EntryState.DOING: _("We are doing"),
        EntryState.DONE: _("We did"),
        EntryState.PARTLY: _("We did some of it"),
        EntryState.CANNOT: _("We cannot, and why"),
    }
    return str(names[EntryState(entry.state)])


def verdict_name(verdict: Verdict | str) -> str:
    """What the forum says, as the heading of its box."""
    names = {
        Verdict.AGREE: _("The parent carer forum signed this off"),
        Verdict.PARTLY: _("The parent carer forum says: only partly done"),
        Verdict.NOT_YET: _("The parent carer forum says: not yet"),
    }
    return str(names[Verdict(verdict)])


def difference_name(answer: Difference | str) -> str:
    """One answer to "Did it make a difference?"."""
    names = {
        Difference.YES: _("Yes"),
        Difference.A_BIT: _("A bit"),
        Difference.NO: _("No"),
        Difference.NOT_SURE: _("I am not sure"),
    }
    return str(names[Difference(answer)])


def show_name(show: Show, number: int) -> str:
    """One chip of the list: "Late 5"."""
    names = {
        Show.ALL: _("All %(num)s", num=number),
        Show.DONE: _("Done %(num)s", num=number),
        Show.UNDER_WAY: _("Under way %(num)s", num=number),
        Show.LATE: _("Late %(num)s", num=number),
        Show.CANNOT: _("Cannot %(num)s", num=number),
    }
    return str(names[show])
