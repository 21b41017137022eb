"""A number of children as somebody types it: whole, and not one that a statistic hides."""

import re

from portal.core.errors import RuleBroken

MOST = 1_000_000
# what published statistics write in place of a small or missing number
HIDDEN = frozenset({"c", "k", "low", "u", "x", "z", "*", ":", ".", "..", "-", "–"})
WITH_COMMAS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+")


def number_of(typed: str) -> int | None:
    """The number of children; None for nothing typed. Refuses shares, parts of a child, hidden numbers."""
    text = typed.strip()
    if not text:
        return None
    if WITH_COMMAS.fullmatch(text):
        text = text.replace(",", "")
    if text.isascii() and text.isdigit():
        if len(text) > 9 or int(text) > MOST:
            raise RuleBroken("This is more than an area has: write a number up to 1,000,000.")
        return int(text)
    if "%" in text:
        raise RuleBroken("Write how many children, not a share in per cent.")
    if text.lower() in HIDDEN:
        raise RuleBroken("The statistics hide this number. Leave it empty.")
    if text.startswith(("-", "−")):
        raise RuleBroken("A number of children cannot be below nothing.")
    raise RuleBroken("Write a whole number of children, like 340.")
