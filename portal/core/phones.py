"""Mobile numbers of the United Kingdom in one spelling, for text messages to staff."""

import re

_GAPS = re.compile(r"[ ().\-]")
_MOBILE = re.compile(r"(?:\+44|0044|0)(7[0-9]{9})", re.ASCII)


def one_spelling(typed: str) -> str | None:
    """A UK mobile number as "+447…" (E.164); None for anything else."""
    found = _MOBILE.fullmatch(_GAPS.sub("", typed.strip()))
    return f"+44{found[1]}" if found else None
