"""The attack reads sentences: what one says of a hidden cell is found, what the tables show is not."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from portal.exports.attack.finding import of_file
from portal.exports.attack.known import Known
from portal.exports.attack.running_text import Sentence, of_html, of_json, of_word
from portal.exports.documents import Document, Heading, Quote, Text, save_page
from portal.exports.word_files import save_word
from portal.insight.measure_words import released_change_words
from portal.insight.released_measures import FromSurvey
from portal.releases.figures import ShownCell, ShownTable

pytestmark = pytest.mark.pure
HEALTH, SCHOOL, CARE = "Health and therapies", "School and being included", "Short breaks"


def cell(label: str, people: int | None, per_cent: int | None = None) -> ShownCell:
    return ShownCell(label, label, True, "number" if people else "star", people, per_cent, None)


def table(*cells: ShownCell, people: int = 60, who: str = "Parents and carers") -> ShownTable:
    return ShownTable("themes", "themes", "Themes", who, "parent-carer", None, True, people, cells)


@pytest.fixture
def known(app: object) -> Known:
    """Two groups: what parents wrote of health is shown, what young people wrote of it is a star."""
    found = Known()
    parents = table(cell(HEALTH, 35, 58), cell(SCHOOL, None), cell(CARE, 20, 33))
    young = table(cell(HEALTH, None), cell(SCHOOL, 10), cell(CARE, 15), people=45, who="Young people")
    found.learn([("2026 round", "Parents and carers", parents), ("2026 round", "Young people", young)])
    return found


@pytest.mark.parametrize(
    "words",
    [
        "Only three young people wrote about health and therapies.",
        "3 of 45 young people said it of Health and therapies.",
        "Of the young people, 7% wrote about health and therapies.",
        "About 7 per cent of young people wrote about health and therapies.",
        "One in ten young people wrote about health and therapies.",
        "A tenth said nothing; a fifth of young people wrote about health and therapies.",
        "Nobody wrote about School and being included, said parents.",
        "In the 2026 round 4 parents wrote about school and being included.",
        "Health and therapies was named by three young people.",
        "34 of 60 parents wrote about health and therapies.",
        "57% of parents wrote about health and therapies.",
        "37 people wrote to us.",
        "23% of parents said that they are not heard.",
    ],
)
def test_a_sentence_that_says_more_than_the_tables_is_found(known: Known, words: str) -> None:
    (found,) = known.betrayed([Sentence(words)])
    assert words in found


@pytest.mark.parametrize(
    "words",
    [
        "35 of 60 parents wrote about health and therapies.",
        "Parents and carers: about 58 of 100 people who wrote, wrote about health and therapies.",
        "Fewer than half of the young people wrote about health and therapies.",
        "One in three parents wrote about short breaks.",
        "45 young people wrote.",
        "I told our story to six people.",
        "The health and therapies team will see 30 children by May.",
        "Nobody wrote back.",
        "No one answer stands out.",
        "Three schools have joined.",
    ],
)
def test_what_the_tables_show_and_what_counts_nobody_is_not(known: Known, words: str) -> None:
    assert known.betrayed([Sentence(words)]) == []


def test_a_sentence_is_tied_to_the_heading_it_stands_under(known: Known) -> None:
    page = f"<h1>Pack</h1><h2>{SCHOOL}</h2><p>Only <b>4</b> parents said so.</p><h2>{CARE}</h2><p>x</p>"
    (found,) = known.betrayed(of_html(page))
    assert SCHOOL in found
    below = "<p>20 parents said so.</p>"
    assert known.betrayed(of_html(page.replace("<p>x</p>", below).replace("<b>4</b> parents", ""))) == []
    spoken = f'<svg role="img" aria-label="4 parents wrote about {SCHOOL}"><title>x</title></svg>'
    assert len(known.betrayed(of_html(spoken))) == 1
    told = of_json('{"a": [{"summary": "Only 4 parents wrote about school and being included."}]}')
    assert len(known.betrayed(told)) == 1


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_pack_is_read_by_sentence_and_its_quotes_count_nobody(
    known: Known, tmp_path: Path, ending: str
) -> None:
    leak = "Only four parents wrote about this."
    pack = Document("Pack", "Us", [Heading(1, SCHOOL), Text(leak), Quote("3 parents said no.", "A parent")])
    file = tmp_path / f"a.{ending}"
    (save_word if ending == "docx" else save_page)(file, pack)
    if ending == "docx":
        told, hidden = of_word(file.read_bytes())
        assert hidden == []
    else:
        told = of_html(file.read_text("utf-8"))
    (found,) = known.betrayed(told)
    assert leak in found


def test_what_a_word_document_keeps_out_of_sight_is_named_and_its_properties_are_read(known: Known) -> None:
    word = docx.Document()
    word.core_properties.comments = "Only four parents wrote about school and being included."
    word.add_paragraph("Plain.").add_run("Secret 3.").font.hidden = True
    word.sections[0].footer.paragraphs[0].text = "Nobody wrote about school and being included."
    kept = io.BytesIO()
    word.save(kept)
    with zipfile.ZipFile(kept, "a") as file:
        file.writestr("word/comments.xml", "<w:comments/>")
    told, hidden = of_word(kept.getvalue())
    assert set(hidden) == {"hidden letters", "word/comments.xml"}
    assert len(known.betrayed(told)) == 2


def test_sentences_in_cells_properties_and_notes_of_a_workbook_are_read(known: Known) -> None:
    book = openpyxl.Workbook()
    book.properties.description = "Only four parents wrote about school and being included."
    sheet = book.active
    assert sheet is not None
    sheet.title = "Read me"
    sheet.append(("What", "Explanation", "Words"))
    sheet.append((SCHOOL, "Only 3 parents wrote about it.", "2 parents said so to me."))
    sheet["A1"].comment = Comment("Ask 3 of them", "us")
    kept = io.BytesIO()
    book.save(kept)
    found = of_file("a.xlsx", kept.getvalue())
    assert found is not None
    assert any("comments" in one for one in found.hidden)
    told = known.betrayed(found.sentences)
    assert len(told) == 2, told


def test_a_released_share_with_its_change_is_no_saying_about_another_cell(known: Known) -> None:
    """A board pack says of a measure how it moved, under a heading that is called like a cell."""
    for change in ("more", "fewer", "unsure"):
        one = FromSurvey("", "", "2026 round", "", "", date(2026, 5, 1), 60, 39, change)
        moved = f"{one.round_title}: {one.per_cent}%, {released_change_words(one)}."
        assert known.betrayed([Sentence(moved, f"{HEALTH} / Young people")]) == []
