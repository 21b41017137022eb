"""The examples that ship in the npm package, with their options turned into ours."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from tests.components.option_names import Names
from tests.components.package_options import COMPONENTS
from tests.components.surroundings import ROOT

PACKAGE = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"


@dataclass(frozen=True)
class Example:
    """One example: what the package was given, and the markup it makes of it."""

    component: str
    name: str
    options: dict[str, Any]
    html: str

    @property
    def paths(self) -> set[str]:
        """Every option it uses, as `items[].hint.text`."""
        names = COMPONENTS[self.component].names
        return set(_paths(self.options, names))


def examples(component: str) -> list[Example]:
    """All examples of one component, the hidden ones too."""
    fixtures = json.loads((PACKAGE / component / "fixtures.json").read_text("utf-8"))["fixtures"]
    return [Example(component, f["name"], f["options"], f["html"]) for f in fixtures]


def params_of(example: Example) -> dict[str, Any]:
    """The example's options under our names."""
    component = COMPONENTS[example.component]
    return {**component.defaults, **_translated(example.options, component.names)}


def _leaves(value: Any, names: Names, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each option that has a name of ours, or none at all; dicts in between are walked through."""
    if isinstance(value, dict) and path not in names and not path.endswith("attributes"):
        for key, inner in value.items():
            yield from _leaves(inner, names, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and path not in names:
        for inner in value:
            yield from _leaves(inner, names, f"{path}[]")
    else:
        yield path, value


def _paths(options: dict[str, Any], names: Names, before: str = "") -> Iterator[str]:
    for path, value in _leaves(options, names):
        target = names.get(path)
        if not isinstance(target, tuple):
            yield before + path
        elif isinstance(value, dict):
            yield from _paths(value, target[1], f"{before}{path}.")
        else:
            for item in _flat(value):
                yield from _paths(item, target[1], f"{before}{path}[].")


def _flat(value: list[Any]) -> Iterator[dict[str, Any]]:
    for item in value:
        if isinstance(item, list):
            yield from _flat(item)
        elif item:
            yield item


def _translated(options: dict[str, Any], names: Names) -> dict[str, Any]:
    ours: dict[str, Any] = {}
    for path, value in _leaves(options, names):
        target = names[path]
        if isinstance(target, tuple):
            ours[target[0]] = _nested(value, target[1])
        else:
            ours[target] = value == "success" if target == "done" else _value(path, value)
    return ours


def _nested(value: Any, names: Names) -> Any:
    if isinstance(value, list):
        return [_nested(item, names) for item in value]
    return _translated(value, names) if isinstance(value, dict) else value


def _value(path: str, value: Any) -> Any:
    if path.endswith(("html", "Html")):
        return Markup(value)  # noqa: S704 the package's own example
    if path == "format":
        return value == "numeric"
    if path == "value" and isinstance(value, bool):
        return str(value).lower()  # as JavaScript writes it
    return value
