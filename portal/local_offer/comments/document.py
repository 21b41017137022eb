"""The yearly report as a Word document, with real headings and tables, for officers and boards."""

import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.filters import long_date
from portal.core.text import clean_words
from portal.local_offer.comments import naming
from portal.local_offer.comments.report import Report
from portal.local_offer.comments.words import public_words


def written(area: Area, report: Report, *, made_up: bool) -> bytes:
    """The report as the bytes of a .docx file."""
    document = Document()
    title = _("Comments on the Local Offer of %(area)s", area=area.name)
    document.core_properties.title = title
    document.core_properties.author = area.partnership
    document.core_properties.language = "en-GB"
    document.add_heading(title, level=0)
    document.add_paragraph(
        _("From %(first)s to %(last)s.", first=long_date(report.begins), last=long_date(report.ends))
    )
    if made_up:
        document.add_paragraph(_("Example. People and numbers are made up."))
    _numbers(document, report)
    _comments(document, report)
    _consulted(document, report)
    if report.findings:
        document.add_heading(_("What families looked for"), level=1)
        for line in report.findings:
            document.add_paragraph(_safe(line), style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _numbers(document: DocxDocument, report: Report) -> None:
    document.add_heading(_("How many comments came"), level=1)
    _table(document, _("About"), naming.KINDS.items(), report.figures["kind"])
    document.add_paragraph()
    _table(document, _("Who spoke"), naming.SPOKEN.items(), report.figures["audience"])
    document.add_paragraph(_("We hide small numbers and round the others. So nobody can be told."))


def _table(
    document: DocxDocument, head: str, names: Iterable[tuple[str, object]], figures: dict[str, Any]
) -> None:
    rows = [(str(words), figures["cells"][str(key)]) for key, words in names]
    table = document.add_table(rows=1, cols=2, style="Light Grid Accent 1")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = head, _("Comments")
    for words, figure in [*rows, (_("All"), figures["base"])]:
        row = table.add_row().cells
        row[0].text, row[1].text = words, str(figure)


def _comments(document: DocxDocument, report: Report) -> None:
    document.add_heading(_("What people said, and our answers"), level=1)
    if not report.answered:
        document.add_paragraph(_("No comment was published in this time."))
    for one in report.answered:
        document.add_heading(_safe(one.group.title) if one.group else _("Not answered yet"), level=2)
        for comment in one.comments:
            document.add_paragraph(_safe(f"“{public_words(comment)}”"), style="List Bullet")
        if one.group and one.group.response:
            document.add_paragraph(_("Our answer: %(words)s", words=_safe(one.group.response)))
        if one.group and one.group.action and one.group.action_on:
            day = long_date(one.group.action_on)
            document.add_paragraph(
                _("What we do: %(words)s By %(day)s.", words=_safe(one.group.action), day=day)
            )


def _consulted(document: DocxDocument, report: Report) -> None:
    document.add_heading(_("Whom we asked"), level=1)
    table = document.add_table(rows=1, cols=3, style="Light Grid Accent 1")
    for cell, words in zip(table.rows[0].cells, (_("Who"), _("When"), _("How")), strict=True):
        cell.text = words
    for slug, name in naming.bodies().items():
        held = report.consulted[slug]
        row = table.add_row().cells
        row[0].text = name
        row[1].text = "\n".join(long_date(one.held_on) for one in held) or _("Not in this time")
        row[2].text = _safe("\n".join(one.evidence for one in held))


def _safe(text: str) -> str:
    """Text that XML can hold."""
    return clean_words(text, limit=100_000)
