"""Our macros make the same markup as the npm package does, for every example it ships."""

from typing import Any

import pytest

from tests.components.markup_tree import Node, every, tree
from tests.components.package_examples import Example, examples, params_of
from tests.components.package_options import COMPONENTS
from tests.components.surroundings import Render

ALL = [example for component in COMPONENTS for example in examples(component)]


def is_left_out(example: Example) -> bool:
    """Whether it uses an option that we leave out on purpose."""
    left_out = COMPONENTS[example.component].left_out
    # without a limit there is nothing to count: then it is a plain textarea
    unlimited = example.component == "character-count" and "maxlength" not in example.options
    return unlimited or bool(example.paths & set(left_out))


SHOWN = [example for example in ALL if not is_left_out(example)]


def without_differences_on_purpose(root: Node) -> Node:
    """Drop what we do not want the same, each for its reason."""
    for node in every(root):
        # it starts the package's scripts, which we do not load
        node.attributes.pop("data-module", None)
        # the sentences of our own count
        node.attributes.pop("data-left", None)
        node.attributes.pop("data-over", None)
        if node.tag == "a" and "govuk-button" in node.attributes.get("class", ""):
            # a link stays a link: role=button promises a space key that only a script could bring
            node.attributes.pop("role", None)
            node.attributes.pop("draggable", None)
        if node.tag == "svg":
            # the arrows are drawn by us, and inside HTML an svg needs no namespace
            node.attributes.pop("xmlns", None)
            node.inside = []
    return root


def in_their_words(example: Example, params: dict[str, Any]) -> dict[str, Any]:
    """Where a sentence is ours by default, give the package's, so that only the markup is compared."""
    if example.component == "character-count":
        said = params.get("limit_text", "You can enter up to %{count} characters")
        params["limit_text"] = said.replace("%{count}", str(params["max_length"]))
    if example.component == "notification-banner":
        params.setdefault("title", "Success" if params.get("done") else "Important")
    return params


@pytest.mark.parametrize("example", SHOWN, ids=lambda e: f"{e.component}: {e.name}")
def test_the_markup_is_the_packages(example: Example, macro: Render) -> None:
    params = in_their_words(example, params_of(example))
    name = COMPONENTS[example.component].macro or example.component.replace("-", "_")
    inside = params.pop("inside", "" if name == "fieldset" else None)
    ours = without_differences_on_purpose(tree(macro(name, inside=inside, **params)))
    theirs = without_differences_on_purpose(tree(example.html))
    assert ours.lines() == theirs.lines()


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_option_of_the_package_is_ours_or_left_out_with_a_reason(component: str) -> None:
    known = COMPONENTS[component]
    used = {path for example in examples(component) for path in example.paths}
    ours = {path for path in used if path not in known.left_out}
    for path in ours:
        names: Any = known.names
        for part in path.split("[]."):
            key = next((k for k in names if part == k or part.startswith(f"{k}.")), None)
            assert key is not None, f"{component} has a new option {path}"
            if isinstance(names[key], tuple):
                names = names[key][1]
    assert set(known.left_out) <= used, "an option is left out that the package no longer has"


def test_most_examples_are_compared() -> None:
    assert len(SHOWN) > 0.85 * len(ALL)
