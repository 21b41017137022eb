"""What people are counted by: names, categories, the question that asks for it, the public statistic."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.vocabulary import Mode
from portal.insight.reach.models import Dimension
from portal.surveys.responses.answer_actions import MAIN_NEED
from portal.surveys.scales import all_scales

# the question that asks for it, and the list it offers; no survey that ships asks for the main need
ASKED_BY: Mapping[Dimension, tuple[str, str]] = {
    Dimension.AGE: ("about.age", "age-band"),
    Dimension.LOCALITY: ("about.locality", "locality"),
    Dimension.NEED: (MAIN_NEED, "main-need"),
    Dimension.PLAN: ("about.plan", "plan-type"),
}
# answers that no statistic of children with SEND has
WITHOUT_FIGURES = frozenset({"none", "other", "outside", "waiting"})
NOT_SAID = frozenset({"", "not-sure", "rather-not"})


@dataclass(frozen=True)
class Described:
    """A dimension in words: its name, what one group is, and which statistic usually has the figures."""

    name: str
    one: str
    comes_from: str


def described(dimension: Dimension) -> Described:
    """What a dimension is called, and where its figures usually come from."""
    return {
        Dimension.AGE: Described(
            _("Age"),
            _("Age band"),
            _(
                "Usually the SEN2 return for children with a plan (0 to 25), and the school census in "
                "January for SEN Support."
            ),
        ),
        Dimension.LOCALITY: Described(
            _("Part of the area"),
            _("Part of the area"),
            _(
                "No public statistic goes below the area. Usually the council’s own count from the school "
                "census, by where children live."
            ),
        ),
        Dimension.NEED: Described(
            _("Main need"),
            _("Main need"),
            _("Usually “Special educational needs in England”, from the school census in January."),
        ),
        Dimension.PLAN: Described(
            _("Plan or support"),
            _("Plan or support"),
            _(
                "Usually “Education, health and care plans” (the SEN2 return), and “Special educational "
                "needs in England” for SEN Support."
            ),
        ),
    }[dimension]


def categories(area: Area, dimension: Dimension) -> dict[str, str]:
    """The groups that can have a figure, with their labels, in the order in which they are shown."""
    if dimension == Dimension.LOCALITY:
        return {one.slug: one.name for one in area.localities}
    offered = _offered(dimension)
    return {code: label for code, label in offered.items() if code not in NOT_SAID | WITHOUT_FIGURES}


def other_answers(area: Area, dimension: Dimension) -> dict[str, str]:
    """What people may answer that no statistic has ("waiting for an assessment"), with its label."""
    own = categories(area, dimension)
    return {
        code: label
        for code, label in _offered(dimension).items()
        if code in WITHOUT_FIGURES and code not in own
    }


def unsaid(dimension: Dimension) -> list[str]:
    """The answers that say nothing: none at all, and those of the list ("I would rather not say")."""
    return ["", *(code for code in _offered(dimension) if code in NOT_SAID)]


def _offered(dimension: Dimension) -> dict[str, str]:
    _question, listed = ASKED_BY[dimension]
    # what stands in brackets explains an answer to families
    return {one.code: one.label(Mode.STANDARD).partition(" (")[0] for one in all_scales()[listed].options}
