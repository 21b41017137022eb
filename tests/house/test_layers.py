"""Imports go down only; features side by side never import one another; actions know no Flask."""

import pytest

from tests.house.source import imports_of, modules

pytestmark = [pytest.mark.house, pytest.mark.pure]

# from the roof to the ground: a feature may import only what stands in a lower row
FLOORS = [
    ["serve"],
    ["features", "cli"],
    ["demo", "retention"],
    ["pages", "exports"],
    ["insight"],
    ["board", "charter", "consultations", "earlier"],
    ["surveys.results"],
    ["surveys.responses"],
    ["surveys", "voting", "topics", "local_offer"],
    ["releases", "receipts"],
    ["feedback"],
    ["safeguarding"],
    ["paper"],
    ["codes", "places"],
    ["strategies"],
    ["languages", "pictures", "wording"],
    ["accounts"],
    ["areas"],
    ["core"],
]
HEIGHT = {name: len(FLOORS) - row for row, names in enumerate(FLOORS) for name in names}
# the app factory is above everything; a feature's own package is one floor
ALLOWED = {
    # the start page of a survey begins the response that the upper half then answers
    ("portal.surveys.views", "surveys.responses"),
    # create_app wires the ground floor by hand, in reading order
    ("portal", "features"),
}


def feature(name: str) -> str:
    """The feature of a dotted name: "portal.surveys.responses.views" -> "surveys.responses"."""
    parts = name.split(".")[1:]
    two = ".".join(parts[:2])
    return two if two in HEIGHT else (parts[0] if parts else "")


@pytest.mark.parametrize("name", sorted(n for n in modules() if n != "portal"))
def test_a_module_imports_only_what_stands_below(name: str) -> None:
    own = feature(name)
    assert own in HEIGHT, f"{own} is on no floor: put it on one"
    for target in sorted(imports_of(name)):
        other = feature(target) if target.startswith("portal.") else ""
        if not other or other == own or (name, other) in ALLOWED or other not in HEIGHT:
            continue
        assert HEIGHT[other] < HEIGHT[own], f"{name} imports {target}"


QUIET = ("models", "queries", "actions", "permissions")


@pytest.mark.parametrize("name", sorted(n for n in modules() if n.rsplit(".", 1)[-1] in QUIET))
def test_models_queries_actions_and_permissions_know_no_flask(name: str) -> None:
    if name.startswith("portal.core."):
        return
    bad = {target for target in imports_of(name) if target.partition(".")[0] in {"flask", "flask_wtf"}}
    assert not bad, f"{name} imports {bad}"


@pytest.mark.parametrize("name", sorted(modules()))
def test_inside_a_feature_the_order_holds(name: str) -> None:
    last = name.rsplit(".", 1)[-1]
    below = {
        "models": {"queries", "actions", "forms", "views", "staff_views"},
        "queries": {"actions", "forms", "views", "staff_views"},
        "forms": {"actions", "queries", "views", "staff_views"},
        "permissions": {"actions", "queries", "views", "staff_views"},
        "actions": {"forms", "views", "staff_views"},
    }.get(last, set())
    parent = name.rsplit(".", 1)[0]
    bad = {t for t in imports_of(name) if t.rsplit(".", 1)[0] == parent and t.rsplit(".", 1)[-1] in below}
    assert not bad, f"{name} imports {bad}"
