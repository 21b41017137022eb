"""The names that several of the npm package's macros share, what we call them, and why some are left out.

The names on the left are the package's, as they stand in its fixtures.json.
"""

from dataclasses import dataclass, field
from typing import Any

Names = dict[str, Any]


@dataclass(frozen=True)
class Component:
    """One macro: its options under our names, what is left out and why, what we always say ourselves."""

    names: Names
    left_out: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    macro: str = ""


NO_DISABLED = "rules.md: no disabled controls; say what is missing instead"
NO_SCRIPT_OPTION = "an option of the package's own script, which we do not load"
NO_HIDING = "one question a page: nothing hides until something else is chosen"

LABEL = {
    "label.text": "label",
    "label.html": "label",
    "label.classes": "label_classes",
    "label.isPageHeading": "label_heading",
}
FIELD = {
    "name": "name",
    "id": "id",
    "hint.text": "hint",
    "errorMessage.text": "error",
    "classes": "classes",
    "attributes": "attributes",
    "formGroup.classes": "group_classes",
}
LEGEND = {
    "idPrefix": "id",
    "fieldset.legend.text": "legend",
    "fieldset.legend.html": "legend",
    "fieldset.legend.classes": "legend_classes",
    "fieldset.legend.isPageHeading": "heading",
    "fieldset.describedBy": "described_by",
    "fieldset.classes": "fieldset_classes",
    "fieldset.attributes": "fieldset_attributes",
}
CHOICE = {
    "value": "value",
    "text": "text",
    "html": "text",
    "id": "id",
    "name": "name",
    "checked": "checked",
    "divider": "divider",
    "behaviour": "behaviour",
    "hint.text": "hint",
    "attributes": "attributes",
    "label.classes": "label_classes",
    "label.attributes": "label_attributes",
}
CHOICE_LEFT_OUT = {"items[].conditional.html": NO_HIDING, "items[].disabled": NO_DISABLED}
CELL = {
    "text": "text",
    "html": "text",
    "format": "numeric",
    "classes": "classes",
    "colspan": "colspan",
    "rowspan": "rowspan",
    "attributes": "attributes",
}
PAGE_LINK = {"href": "href", "text": "text", "labelText": "label"}
ACTION = {
    "href": "href",
    "text": "text",
    "html": "text",
    "visuallyHiddenText": "about",
    "classes": "classes",
    "attributes": "attributes",
}
PLAIN = {"text": "text", "html": "text", "classes": "classes", "attributes": "attributes"}
