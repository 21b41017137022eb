"""How the options of the npm package's macros are called in ours, and which we leave out, with the reason.

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

COMPONENTS: dict[str, Component] = {
    "label": Component({**PLAIN, "for": "for_id", "isPageHeading": "heading"}, defaults={"text": ""}),
    "hint": Component({**PLAIN, "id": "id"}),
    "error-message": Component({**PLAIN, "id": "id", "visuallyHiddenText": "said_first"}),
    "tag": Component(PLAIN),
    "back-link": Component({**PLAIN, "href": "href"}, defaults={"href": "#"}),
    "skip-link": Component({**PLAIN, "href": "href"}, defaults={"href": "#content"}),
    "fieldset": Component(
        {
            "legend.text": "legend",
            "legend.html": "legend",
            "legend.classes": "legend_classes",
            "legend.isPageHeading": "heading",
            "describedBy": "described_by",
            "classes": "classes",
            "role": "role",
            "attributes": "attributes",
            "html": "inside",
        }
    ),
    "button": Component(
        {
            **PLAIN,
            "href": "href",
            "name": "name",
            "value": "value",
            "type": "type",
            "id": "id",
        },
        {
            "disabled": NO_DISABLED,
            "isStartButton": "every main button looks the same, the first one too",
            "preventDoubleClick": NO_SCRIPT_OPTION + "; our forms may be sent twice",
        },
    ),
    "input": Component(
        {
            **FIELD,
            **LABEL,
            "value": "value",
            "type": "type",
            "describedBy": "described_by",
            "autocomplete": "autocomplete",
            "autocapitalize": "autocapitalize",
            "inputmode": "inputmode",
            "pattern": "pattern",
            "spellcheck": "spellcheck",
            "prefix.text": "prefix",
            "prefix.html": "prefix",
            "prefix.classes": "prefix_classes",
            "prefix.attributes": "prefix_attributes",
            "suffix.text": "suffix",
            "suffix.html": "suffix",
            "suffix.classes": "suffix_classes",
            "suffix.attributes": "suffix_attributes",
            "inputWrapper.classes": "wrapper_classes",
            "inputWrapper.attributes": "wrapper_attributes",
        },
        {"disabled": NO_DISABLED},
    ),
    "textarea": Component(
        {
            **FIELD,
            **LABEL,
            "value": "value",
            "rows": "rows",
            "describedBy": "described_by",
            "autocomplete": "autocomplete",
            "spellcheck": "spellcheck",
        }
    ),
    "character-count": Component(
        {
            **FIELD,
            **LABEL,
            "value": "value",
            "rows": "rows",
            "maxlength": "max_length",
            "threshold": "threshold",
            "spellcheck": "spellcheck",
            "textareaDescriptionText": "limit_text",
            "countMessage.classes": "limit_classes",
        },
        {
            "maxwords": "we count letters only, as the server does",
            **dict.fromkeys(
                (
                    "charactersUnderLimitText.other",
                    "charactersUnderLimitText.one",
                    "charactersAtLimitText",
                    "charactersOverLimitText.other",
                    "charactersOverLimitText.one",
                    "wordsUnderLimitText.other",
                    "wordsUnderLimitText.one",
                    "wordsAtLimitText",
                    "wordsOverLimitText.other",
                    "wordsOverLimitText.one",
                ),
                "our script has two sentences (data-left, data-over) that need no plural",
            ),
        },
        macro="textarea",
    ),
    "select": Component(
        {
            **FIELD,
            **LABEL,
            "value": "value",
            "describedBy": "described_by",
            "items": (
                "items",
                {
                    "value": "value",
                    "text": "text",
                    "selected": "selected",
                    "attributes": "attributes",
                },
            ),
        },
        {"items[].disabled": NO_DISABLED},
    ),
    "radios": Component({**FIELD, **LEGEND, "value": "value", "items": ("items", CHOICE)}, CHOICE_LEFT_OUT),
    "checkboxes": Component(
        {
            **FIELD,
            **LEGEND,
            "values": "values",
            "describedBy": "described_by",
            "items": ("items", CHOICE),
        },
        CHOICE_LEFT_OUT,
    ),
    "error-summary": Component(
        {
            "titleText": "title",
            "titleHtml": "title",
            "descriptionText": "description",
            "descriptionHtml": "description",
            "classes": "classes",
            "attributes": "attributes",
            "errorList": (
                "errors",
                {"text": "text", "html": "text", "href": "href", "attributes": "attributes"},
            ),
        },
        {"disableAutoFocus": NO_SCRIPT_OPTION},
        defaults={"errors": []},
    ),
    "notification-banner": Component(
        {
            "text": "text",
            "html": "inside",
            "type": "done",
            "titleText": "title",
            "titleHtml": "title",
            "titleId": "title_id",
            "titleHeadingLevel": "heading_level",
            "role": "role",
            "classes": "classes",
            "attributes": "attributes",
        },
        {"disableAutoFocus": NO_SCRIPT_OPTION},
    ),
    "pagination": Component(
        {
            "previous": ("previous", PAGE_LINK),
            "next": ("next", PAGE_LINK),
            "landmarkLabel": "landmark",
            "classes": "classes",
            "attributes": "attributes",
            "items": (
                "items",
                {
                    "number": "number",
                    "href": "href",
                    "current": "current",
                    "ellipsis": "ellipsis",
                    "visuallyHiddenText": "label",
                },
            ),
        },
        defaults={"landmark": "Pagination"},
    ),
    "summary-list": Component(
        {
            "classes": "classes",
            "attributes": "attributes",
            "rows": (
                "rows",
                {
                    "classes": "classes",
                    "key.text": "key",
                    "key.html": "key",
                    "key.classes": "key_classes",
                    "value.text": "value",
                    "value.html": "value",
                    "value.classes": "value_classes",
                    "actions.classes": "actions_classes",
                    "actions.items": ("actions", ACTION),
                },
            ),
        },
        dict.fromkeys(
            (
                "card.title.text",
                "card.title.html",
                "card.title.headingLevel",
                "card.classes",
                "card.attributes",
                "card.actions.items[].text",
                "card.actions.items[].href",
            ),
            "pairs stand on the page itself; we have no cards of pairs",
        ),
    ),
    "table": Component(
        {
            "caption": "caption",
            "captionClasses": "caption_classes",
            "firstCellIsHeader": "first_is_heading",
            "classes": "classes",
            "attributes": "attributes",
            "head": ("head", CELL),
            "rows": ("rows", CELL),
        },
        defaults={"caption": "", "head": []},
    ),
    "phase-banner": Component(
        {
            **PLAIN,
            "tag.text": "tag",
            "tag.html": "tag",
            "tag.classes": "tag_classes",
        },
        defaults={"tag": ""},
    ),
    "details": Component(
        {
            "summaryText": "summary",
            "summaryHtml": "summary",
            "text": "text",
            "html": "text",
            "open": "open",
            "id": "id",
            "classes": "classes",
            "attributes": "attributes",
        }
    ),
}
