"""The pieces of our own design: a family's words, numbers, and what became of a promise."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from tests.components.surroundings import ROOT, Render

COMPONENTS = ROOT / "templates" / "components"
BAD = '"><script>alert(1)</script>'


def test_a_familys_words_stand_in_a_bubble_as_written(macro: Render) -> None:
    page = macro("said", words="a < b\n<name removed>", who="A parent.")
    assert '<div class="said"><p dir="auto">“a &lt; b\n&lt;name removed&gt;”</p></div>' in page


def test_a_word_that_was_taken_out_is_heard_as_its_kind_apart_from_the_words_around_it(
    render: Render,
) -> None:
    page = render(
        '{% from "components/said.html" import hidden_word, said %}'
        "{{ said('I told ' ~ hidden_word('a name') ~ '.') }}"
    )
    assert re.sub("<[^>]+>", "", page).strip() == "“I told (taken out: a name).”"


@pytest.mark.parametrize("kind", ["done", "going", "late", "cannot"])
def test_a_state_has_a_glyph_and_a_word(kind: str, macro: Render) -> None:
    page = macro("state_tag", kind=kind, text="52 days late")
    assert page.startswith(f'<span class="state state--{kind}"><svg ')
    assert page.endswith("</svg>52 days late</span>")


def test_the_thread_shows_what_happened_and_what_is_ahead(render: Render) -> None:
    page = render(
        '{% from "components/thread.html" import thread, thread_step %}{% call thread() %}'
        "{% call thread_step('done', 'You told us', '1 May') %}<p>more</p>{% endcall %}"
        "{{ thread_step('ahead', 'We tell you') }}{% endcall %}"
    )
    assert page.count("<li") == 2
    assert '<li class="ahead">' in page
    assert '<p class="soft">1 May</p><p>more</p></li>' in page


def test_a_hidden_group_keeps_its_row(macro: Render) -> None:
    rows = [{"name": "Grandparents", "too_few": True}]
    page = macro("bars", caption="Who", rows=rows, columns=["Share", "People"])
    assert "Grandparents" in page
    assert '<td class="n" colspan="3"><span class="too-few">Not enough answers to show</span>' in page


def test_a_bar_is_as_long_as_its_share_and_never_longer_than_the_table(macro: Render) -> None:
    rows = [{"name": "A", "share": 53, "cells": ["53%"]}, {"name": "B", "share": 140, "cells": ["?"]}]
    page = macro("bars", caption="What", rows=rows, columns=["Share"])
    assert re.findall(r'<rect width="([^"]+)"', page) == ["53%", "100%"]


def test_a_figure_without_a_share_has_no_bar(macro: Render) -> None:
    page = macro("bars", caption="W", rows=[{"name": "A", "cells": ["*"]}], columns=["People"])
    assert "<rect" not in page


def test_a_star_says_to_a_screen_reader_what_it_means(macro: Render) -> None:
    assert "hidden, too few" in macro("protected")


def test_a_picture_row_has_its_size_and_its_alternative(macro: Render) -> None:
    page = macro("picture_row", picture="1F442", text="Listen", alt="An ear", heading=True, id="q")
    assert '<svg width="132" height="132" focusable="false" role="img" aria-label="An ear"' in page
    assert '<h1 class="govuk-heading-l" id="q" data-read>Listen</h1>' in page


def test_read_it_to_me_is_hidden_until_a_voice_is_found(macro: Render) -> None:
    assert re.search(r"<button[^>]* hidden>", macro("read_aloud"))


def test_the_safety_note_promises_no_secrecy(macro: Render) -> None:
    for easy in (True, False):
        page = macro("safety_note", days=5, help_url="/help/", easy=easy)
        assert "5 working days" in page
        assert "must tell" in page
        assert "secret" not in page
        assert "private" not in page
        assert 'href="/help/"' in page


def test_one_working_day_is_one_day(macro: Render) -> None:
    assert "1 working day." in macro("safety_note", days=1, help_url="/help/")


def test_the_ticket_shows_five_words(macro: Render) -> None:
    page = macro("ticket", words=["maple", "river", "button", "cloud", "seven"])
    assert page.count("<span>") == 5


def test_progress_is_said_in_words(macro: Render) -> None:
    page = macro("progress", number=4, total=15, section="Being listened to")
    assert "<b>Question 4 of 15.</b> Being listened to" in page
    assert 'width="27%"' in page


def test_a_telephone_number_can_be_pressed(macro: Render) -> None:
    page = macro("phone", number="0151 496 0321")
    assert 'href="tel:01514960321"' in page
    assert "0151\u00a0496\u00a00321" in page


def test_a_row_of_work_says_what_why_and_how_late(macro: Render) -> None:
    item = {"url": "/a", "what": "62 comments", "why": "From May.", "age": "1 day late", "late": True}
    page = macro("rows", items=[item])
    assert '<span class="age over-due">1 day late</span>' in page


def test_pages_of_a_long_list_leave_out_the_middle(render: Render) -> None:
    page = render(
        '{% from "components/pagination.html" import pages %}{{ pages(5, 9, url_of) }}',
        url_of=lambda number: f"?page={number}",
    )
    assert re.findall(r'href="\?page=(\d+)" aria-label', page) == ["1", "4", "5", "6", "9"]
    assert page.count("ellipsis") == 2


def test_one_page_needs_no_pages(render: Render) -> None:
    page = render('{% from "components/pagination.html" import pages %}{{ pages(1, 1, none) }}')
    assert page.strip() == ""


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("chip", {"url": BAD, "text": BAD}),
        ("help_line", {"title": BAD, "number": BAD, "text": BAD}),
        ("picture_row", {"picture": "1F442", "text": BAD, "alt": BAD}),
        ("rows", {"items": [{"url": BAD, "what": BAD, "why": BAD, "age": BAD, "count": BAD}]}),
        ("said", {"words": BAD, "who": BAD}),
        ("search", {"action": BAD, "label": BAD, "value": BAD}),
        ("state_tag", {"kind": "done", "text": BAD}),
        ("textarea", {"name": "w", "label": BAD, "value": BAD, "keep": BAD, "hint": BAD}),
        ("ticket", {"words": [BAD], "title": BAD, "note": BAD}),
        ("bars", {"caption": BAD, "rows": [{"name": BAD, "cells": [BAD]}], "columns": [BAD]}),
    ],
)
def test_no_piece_lets_markup_through(name: str, params: dict[str, object], macro: Render) -> None:
    assert "<script>" not in macro(name, **params)


def test_markup_that_was_made_by_a_template_stays_markup(macro: Render) -> None:
    assert "<b>5</b>" in macro("details", summary="Why?", text=Markup("<b>5</b>"))


@pytest.mark.parametrize("file", sorted(COMPONENTS.glob("*.html")), ids=lambda f: f.name)
def test_every_component_says_first_what_it_is_for(file: Path) -> None:
    assert file.read_text("utf-8").startswith("{# ")


@pytest.mark.parametrize("file", sorted(COMPONENTS.glob("*.html")), ids=lambda f: f.name)
def test_no_component_turns_escaping_off(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescapefalse" not in text.replace(" ", "")
