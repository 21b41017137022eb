"""What measures and commitments are called: states, changes, what the records say."""

from flask_babel import gettext as _

from portal.insight.measures import Counted
from portal.insight.released_measures import FromSurvey
from portal.insight.sureness import Change
from portal.strategies.tracking_models import CommitmentState


def commitment_state_name(state: str | None) -> str:
    """How a commitment stands; None: nobody has said yet."""
    names: dict[str | None, str] = {
        None: _("Not known yet"),
        CommitmentState.NOT_BEGUN: _("Not begun"),
        CommitmentState.UNDER_WAY: _("Under way"),
        CommitmentState.DELAYED: _("Late"),
        CommitmentState.DONE: _("Done"),
        CommitmentState.STOPPED: _("Stopped"),
    }
    return names[state]


def commitment_state_kind(state: str | None) -> str:
    """The glyph of a state (components/state_tag.html)."""
    kinds: dict[str | None, str] = {
        CommitmentState.DELAYED: "late",
        CommitmentState.DONE: "done",
        CommitmentState.STOPPED: "cannot",
    }
    return kinds.get(state, "going")


def change_words(found: Change | None, ended: int = 0) -> str:
    """What may be said of the newest round against the one before, of so many `ended` ones."""
    if found is None and ended > 1:
        return str(_("Too few answers to compare two ended rounds."))
    if found is None:
        return str(_("There are not two ended rounds to compare yet."))
    said: dict[Change, str] = {
        Change.MORE: _("Surely more than the round before."),
        Change.FEWER: _("Surely fewer than the round before."),
        Change.UNSURE: _("Too close to say whether it changed."),
    }
    return said[found]


def counted_words(counted: Counted) -> str:
    """What the figures of services say, and how sure that is."""
    latest = counted.latest
    if latest is None:
        return str(_("No data: nobody has brought a figure yet."))
    if len(counted.figures) < 2:
        return str(_("One figure so far: too early to say whether it changes."))
    if counted.aim is None:
        return str(_("Nobody has said yet which way is better."))
    if counted.got_better is None:
        return str(_("The same as the figure before."))
    if counted.got_better:
        return str(_("Better than the figure before. We take the records as they are."))
    return str(_("Worse than the figure before. We take the records as they are."))


def share_words(one: FromSurvey) -> str:
    """A released share of good answers, or that there were too few."""
    return f"{one.per_cent}%" if one.per_cent is not None else str(_("too few answers for a figure"))


def released_change_words(one: FromSurvey) -> str:
    """What may be said of a released share against the round before; empty: there was none."""
    words = {
        "more": _("surely more than the round before"),
        "fewer": _("surely fewer than the round before"),
        "unsure": _("too close to be sure"),
    }
    return str(words.get(one.change or "", ""))
