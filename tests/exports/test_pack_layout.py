"""A pack is fit to print: A4, headings of tables on each page, rounds side by side, drawings that speak."""

import io
from datetime import timedelta
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.shared import Emu

from portal.core import clock
from portal.core.disclosure import DisclosureSettings
from portal.exports.attack.packs import cells_of, odd_shares
from portal.exports.documents import Block, Document, Grid, Heading, Picture, Quote, save_page
from portal.exports.word_files import save_word
from tests.checked_client import CheckedClient
from tests.exports.exporting import make
from tests.exports.test_trend_files import BEFORE, NOW, second_round, spoke
from tests.signing_in import sign_in

GRID = Grid(
    "People who wrote about each theme: Parents and carers",
    ["Theme", "2025 round", "2026 round"],
    [
        ["People who wrote", "60", "not enough answers to show"],
        ["Health", "25 (42%)", "–"],
        ["School", "* (few)", "–"],
    ],
)


def test_a_word_document_is_laid_out_to_be_printed(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><path d="M0 0h8"/></svg>'
    blocks: list[Block] = [Heading(1, "One", on_new_page=True), GRID, Picture(drawing, "It rose.")]
    pack = Document("A pack", "Us", blocks)
    save_word(tmp_path / "a.docx", pack)
    word = docx.Document(str(tmp_path / "a.docx"))
    page = word.sections[0]
    wide, high, edge = (int(one or 0) for one in (page.page_width, page.page_height, page.left_margin))
    assert (round(Emu(wide).cm, 1), round(Emu(high).cm, 1)) == (21.0, 29.7)
    assert "PAGE" in page.footer._element.xml
    (table,) = word.tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])
    assert 0 < sum(int(one.width or 0) for one in table.columns) <= wide - 2 * edge
    spoken = word.element.body.iter(qn("wp:docPr"))
    assert [one.get("descr") for one in spoken] == ["It rose."]
    save_page(tmp_path / "a.html", pack)
    told = (tmp_path / "a.html").read_text("utf-8")
    assert "<svg" in told and "http" not in told


def test_who_said_a_quote_stands_below_it_on_the_same_page(tmp_path: Path) -> None:
    save_word(tmp_path / "a.docx", Document("A pack", "Us", [Quote("We slept.", "A parent or carer")]))
    _title, said, who = docx.Document(str(tmp_path / "a.docx")).paragraphs
    assert (said.text, who.text) == ("“We slept.”", "– A parent or carer")
    assert said.paragraph_format.keep_with_next


def test_the_attack_reads_rounds_across_and_works_out_each_share(tmp_path: Path) -> None:
    for ending, save in (("docx", save_word), ("html", save_page)):
        file = tmp_path / f"a.{ending}"
        save(file, Document("A pack", "Us", [GRID]))
        cells = list(cells_of(file.name, file.read_bytes()))
        found = [(one.round, one.of.label, one.base, one.of.people, one.of.per_cent) for one in cells]
        assert found == [
            ("2025 round", "Health", 60, 25, 42),
            ("2025 round", "School", 60, None, None),
        ]
        assert odd_shares(file.name, file.read_bytes(), DisclosureSettings()) == []
        wrong = Grid(GRID.caption, GRID.head, [GRID.rows[0], ["Health", "25 (37%)", "–"]])
        save(file, Document("A pack", "Us", [wrong]))
        (odd,) = odd_shares(file.name, file.read_bytes(), DisclosureSettings())
        assert "37%" in odd and "Health" in odd


def test_a_board_pack_lays_rounds_side_by_side_and_says_what_surely_changed(client: CheckedClient) -> None:
    spoke(BEFORE)
    with second_round():
        spoke(NOW)
    with clock.at(clock.now() + timedelta(days=400)):
        sign_in(client, "officer")
        where = make(client, format="board-docx", rounds=["2026", "2027"])
        word = docx.Document(io.BytesIO(client.get(f"{where}file/").data))
    words = [one.text for one in word.paragraphs]
    start = words.index("What surely changed") + 1
    (moved,) = [one for one in words[start : start + 2] if one.startswith("Health and therapies: Parents")]
    assert moved.endswith("wrote about it. A larger share than the time before, and that is sure.")
    head, base, *rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert head[0] == "Theme" and head[-1] == "Autumn 2027" and len(head) == 3
    assert base[0] == "People who wrote"
    (health,) = [row for row in rows if row[0] == "Health and therapies"]
    assert all(cell.endswith("%)") for cell in health[1:])
