"""A workbook that somebody brings is looked at before it is opened: no bomb, no macros, no entities."""

import io
import zipfile

from portal.core.errors import RuleBroken

NOT_READ = "We cannot read this as an Excel file. Save it as .xlsx and choose it again."
TOO_MUCH = "This file unpacks to far more than it should. We did not open it."
MACROS = "There are macros in this file, which we never run. Save it as .xlsx and choose it again."
PIECE = 1 << 20
TRICKS = (b"<!ENTITY", b"<!DOCTYPE")
LONGEST_TRICK = 16
# how many tags a part may have that is kept whole in memory while it is read, and which parts are not
MOST_TAGS = 200_000
KEPT_WHOLE = frozenset({"", "docprops", "xl", "xl/chartsheets"})
READ_PIECE_BY_PIECE = frozenset({"sharedstrings.xml", "calcchain.xml"})


def refuse(sentence: str, **names: object) -> RuleBroken:
    """A refusal beside the field of the file."""
    return RuleBroken(sentence, "file", status=422, **names)


def check_parts(content: bytes, *, most_parts: int, largest_within: int) -> None:
    """Refuse (field "file") what is no workbook, holds macros, or unpacks to over `largest_within` bytes.

    What a part says of its size can be a lie: no more than that is ever unpacked. A part that declares
    entities is refused too, since they grow when they are read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > most_parts or sum(part.file_size for part in parts) > largest_within:
                raise refuse(TOO_MUCH)
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise refuse(MACROS)
            for part in parts:
                _check_part(packed, part)
    except RuleBroken:
        raise
    except Exception as broken:
        # a broken archive makes the reader fail in every way there is
        raise refuse(NOT_READ) from broken


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    met, end, tags = 0, b"", 0
    name = part.filename.lower()
    is_words = name.endswith((".xml", ".rels"))
    with packed.open(part) as opened:
        while piece := opened.read(PIECE):
            met += len(piece)
            tags += piece.count(b"<")
            if tags > MOST_TAGS and _is_kept_whole(name):
                raise refuse(TOO_MUCH)
            words = end + piece
            # two bytes a letter would hide a trick from the search for it
            if met > part.file_size or any(trick in words for trick in TRICKS) or (is_words and 0 in piece):
                raise refuse(NOT_READ)
            end = words[-LONGEST_TRICK:]


def _is_kept_whole(name: str) -> bool:
    """Whether the reader makes a tree of all of a part: small in the file, it would take minutes."""
    folder, _slash, own = name.rpartition("/")
    return own.endswith(".rels") or (folder in KEPT_WHOLE and own not in READ_PIECE_BY_PIECE)


def cell_words(value: object) -> str:
    """The value of a cell as text: whole numbers without a point, days as 2027-03-27, nothing as ""."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "".join(letter for letter in str(value) if letter.isprintable() or letter in "\n\t").strip()
