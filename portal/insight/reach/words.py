"""What a comparison says in plain sentences: who is missing, and how sure that is."""

from collections.abc import Sequence

from flask_babel import gettext as _

from portal.core.vocabulary import Audience
from portal.insight.reach.comparing import Group, Share, Standing, Tally
from portal.insight.reach.dimensions import described
from portal.insight.reach.models import Dimension, NoteState, Population
from portal.insight.reach.reached import Reached

MOST_SENTENCES = 5
FAR_APART = 1.05


def sentences_of(dimension: Dimension, one: Reached) -> list[str]:
    """Who is surely missing, the widest gap first; else one sentence that says why there is nobody."""
    missing = one.comparison.missing
    if missing:
        return [_missing(dimension, one, group) for group in missing[:MOST_SENTENCES]]
    if not one.comparison.has_shares:
        return [_("There are too few answers to say who is missing.")]
    if not any(group.of_people is not None for group in one.comparison.groups):
        return [_("There are no figures of this area to compare with.")]
    return [_("No group is surely missing.")]


def _missing(dimension: Dimension, one: Reached, group: Group) -> str:
    share = group.of_answers
    said = {
        "group": one.labels.get(group.code, group.code),
        "people": group.of_people,
        "answers": answers_name(one.audience),
        "share": _in_a_hundred(share),
    }
    if dimension == Dimension.LOCALITY:
        return str(
            _(
                "Families in %(group)s: %(people)s in 100 of the children with SEND, and %(share)s in 100 "
                "of %(answers)s.",
                **said,
            )
        )
    if dimension == Dimension.AGE:
        return str(
            _(
                "Aged %(group)s: %(people)s in 100 of the children with SEND, and %(share)s in 100 of "
                "%(answers)s.",
                **said,
            )
        )
    return str(
        _(
            "%(group)s: %(people)s in 100 of the children with SEND, and %(share)s in 100 of %(answers)s.",
            **said,
        )
    )


def _in_a_hundred(share: Share | None) -> str:
    if share is None or share.middle is not None:
        return str(share.middle if share else 0)
    return str(_("at most %(most)s", most=share.most))


def answers_name(audience: Audience) -> str:
    """Whose answers, in the middle of a sentence."""
    if audience == Audience.YOUNG_PERSON:
        return str(_("the young people’s answers"))
    return str(_("the parents’ answers"))


def standing_words(standing: Standing | None) -> str:
    """How a group stands, for a cell."""
    names = {
        Standing.MISSING: _("Missing"),
        Standing.MORE: _("Answered more"),
        Standing.UNSURE: _("Too close to tell"),
        None: _("No comparison"),
    }
    return str(names[standing])


def share_words(group: Group) -> str:
    """The share of the answers with its interval, for a cell."""
    share = group.of_answers
    if share is None:
        return str(_("too few answers") if group.compared else _("not counted here"))
    if share.middle is None:
        return str(_("at most %(most)s%%", most=share.most))
    return str(
        _("%(share)s%% (%(least)s to %(most)s)", share=share.middle, least=share.least, most=share.most)
    )


def people_words(group: Group) -> str:
    """The share of the children, for a cell."""
    if group.few_people:
        return str(_("fewer than 10 children"))
    if group.of_people is None or group.people is None:
        return str(_("no figure"))
    return str(_("%(share)s%% (about %(people)s)", share=group.of_people, people=f"{group.people:,}"))


def tally_words(tally: Tally) -> str:
    """Answers as they may be shown: what is shown of each round added up, and a star for what is hidden."""
    if not tally.figures:
        return str(_("not enough"))
    if not tally.shown:
        return "*"
    return f"{tally.known:,}" + (" + *" if tally.stars else "")


def state_name(state: NoteState | str) -> str:
    """How far a way to reach people is."""
    names = {NoteState.IDEA: _("An idea"), NoteState.DOING: _("Doing it"), NoteState.TRIED: _("Tried")}
    return str(names[NoteState(state)])


def state_kind(state: NoteState | str) -> str:
    """The glyph of a state (components/state_tag.html)."""
    return "done" if NoteState(state) is NoteState.TRIED else "going"


def totals_that_differ(populations: Sequence[Population]) -> str:
    """A warning where the newest figures of two dimensions count very different numbers; else ""."""
    newest: dict[Dimension, int] = {}
    for one in populations:
        newest.setdefault(Dimension(one.dimension), one.total)
    if not newest or max(newest.values()) <= FAR_APART * min(newest.values()):
        return ""
    told = "; ".join(f"{described(one).name}: {total:,}" for one, total in newest.items())
    return str(
        _(
            "The newest figures do not add up to the same number of children: %(totals)s. They are kept. "
            "Please check that they count the same children.",
            totals=told,
        )
    )
