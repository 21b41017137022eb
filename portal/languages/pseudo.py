"""A made-up language from right to left, for trying the pages out: every marked sentence in accents."""

import re

CODE = "ar-XB"
NAME = "[Ťêšť ļåñĝûåĝê]"
_KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]+>|\{\w+\})")
_ACCENTS = str.maketrans(
    "ABCDEGHIJKLNORSTUWYZabcdeghijklnorstuwyz", "ÅßÇÐÊĜĤÎĴĶĻÑÖŔŠŤÛŴŶŽåƀçðêĝĥîĵķļñöŕšťûŵŷž"
)


def dressed(text: str) -> str:
    """A sentence in accents between brackets, a third longer, so that what is not marked shows.

    What is put in later ("%(name)s") and tags stay as they are.
    """
    parts = _KEPT.split(text)
    plain = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    return f"[{plain}{'~' * (len(text) // 3)}]"
