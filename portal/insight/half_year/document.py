"""A report of half a year as a Word document, with real headings and lists."""

import io
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from flask_babel import gettext as _

from portal.core.text import clean_words


def document_of(content: dict[str, Any], sha256: str, *, made_up: bool) -> bytes:
    """The report as the bytes of a .docx file."""
    document = Document()
    title = str(_("You said, we did: %(area)s", area=content["area"]["name"]))
    document.core_properties.title = title
    document.core_properties.author = content["area"]["partnership"]
    document.core_properties.language = "en-GB"
    document.add_heading(title, level=0)
    document.add_paragraph(f"{content['begins']} – {content['ends']}")
    if made_up:
        document.add_paragraph(str(_("Example. People and numbers are made up.")))
    numbers = content["numbers"]
    document.add_paragraph(
        str(
            _(
                "%(all)s promises: %(done)s done, %(late)s late, %(cannot)s refused with the reason.",
                all=numbers["all"],
                done=numbers["done"],
                late=numbers["late"],
                cannot=numbers["cannot"],
            )
        )
    )
    for part in content["priorities"]:
        _part(document, part["title"], part["measures"], part["promises"])
    _part(document, str(_("Not under a numbered priority")), [], content["others"])
    if content["decided"]:
        document.add_heading(str(_("What was decided")), level=1)
        for one in content["decided"]:
            document.add_heading(_safe(one["title"]), level=2)
            document.add_paragraph(_safe(one["outcome"]))
    document.add_paragraph(str(_("Checksum (SHA-256) of the frozen report: %(sum)s", sum=sha256)))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _part(document: DocxDocument, title: str, measures: list[Any], promises: list[dict[str, Any]]) -> None:
    if not promises and not measures:
        return
    document.add_heading(_safe(title), level=1)
    if measures:
        document.add_paragraph(str(_("How we check if it works")))
        for measure in measures:
            for line in measure_lines(measure):
                document.add_paragraph(_safe(line), style="List Bullet")
    for one in promises:
        document.add_heading(_safe(f"{one['title']}: {one['stands']}"), level=2)
        document.add_paragraph(_safe(f"{_('You said')}: {one['said']}"))
        document.add_paragraph(_safe(f"{_('We did')}: {one['did']}"))
        if one["why_not"]:
            document.add_paragraph(_safe(one["why_not"]))
        if one["forum"]:
            document.add_paragraph(_safe(f"{one['forum']}. {one['forum_words']}"))


def measure_lines(measure: Any) -> list[str]:
    """A measure in words, then its figures; reports of the first shape hold the words alone."""
    if isinstance(measure, str):
        return [measure]
    found = [f"{one['of']}: {one['value']}" for one in measure["figures"]]
    changes = [one["change"] for one in measure["figures"]]
    figures = [
        f"{line} ({change})" if change else line for line, change in zip(found, changes, strict=True)
    ]
    return [measure["text"], *(figures or [str(_("There is no figure yet."))])]


def _safe(words: str) -> str:
    """Without letters that a Word file cannot hold."""
    return clean_words(words, limit=5000)
