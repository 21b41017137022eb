"""Apostrophes as printers set them, in the wording that ships with the product."""

import re
from typing import Any

_INSIDE_A_WORD = re.compile(r"(?<=\w)'(?=\w)")


def well_set(value: Any) -> Any:
    """The same text, list or mapping of texts with ’ inside words: "don't" reads "don’t"."""
    if isinstance(value, str):
        return _INSIDE_A_WORD.sub("’", value)
    if isinstance(value, list):
        return [well_set(one) for one in value]
    if isinstance(value, dict):
        return {key: well_set(one) for key, one in value.items()}
    return value
