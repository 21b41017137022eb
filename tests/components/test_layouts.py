"""What stands on every page, whatever the page is about."""

import re
from types import SimpleNamespace

import pytest

from tests.components.surroundings import Render, surroundings
from tests.page_rules import check_page

LAYOUTS = ["family", "question", "staff", "bare"]
PAGE = (
    '{%% extends "layouts/%s.html" %%}{%% set back_url = "/back/" %%}{%% set stop_form = "answer" %%}'
    "{%% block heading %%}{{ words }}{%% endblock %%}"
    "{%% block content %%}<h1>{{ self.heading() }}</h1><form id='answer'></form>{%% endblock %%}"
)


def page_of(render: Render, layout: str, **context: object) -> str:
    """A page with nothing but a heading."""
    return render(PAGE % layout, **{"words": "You said, we did", **context})


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_keeps_the_rules_of_every_page(layout: str, render: Render) -> None:
    check_page(page_of(render, layout), 200)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_title_is_the_heading_and_the_area(layout: str, render: Render) -> None:
    page = page_of(render, layout)
    assert "<title>You said, we did - SEND Liverpool</title>" in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_heading_cannot_break_out_of_the_title(layout: str, render: Render) -> None:
    page = page_of(render, layout, words="</title><script>alert(1)</script>")
    assert "<script>alert" not in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_with_errors_says_so_in_the_title(layout: str, render: Render) -> None:
    page = page_of(render, layout, form=SimpleNamespace(errors={"email": ["Write it."]}))
    assert "<title>Error: You said, we did" in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_page_leads_to_help_now(layout: str, render: Render) -> None:
    assert 'href="/liverpool/help-now/">Need help now?</a>' in page_of(render, layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_page_names_the_independent_advice_service(layout: str, render: Render) -> None:
    page = page_of(render, layout)
    assert "Liverpool SENDIASS" in page
    assert 'href="tel:01514960321"' in page


@pytest.mark.parametrize("layout", ["family", "question", "bare"])
def test_independent_advice_stands_outside_the_partnerships_foot(layout: str, render: Render) -> None:
    aside = re.search(r"<aside.*?</aside>", page_of(render, layout), re.S)
    assert aside
    assert "Liverpool SENDIASS" in aside[0]


def test_without_an_area_the_foot_says_who_to_call(render: Render) -> None:
    page = page_of(render, "bare", area=None)
    assert 'href="tel:999"' in page
    assert 'href="tel:08001111"' in page
    assert "<title>You said, we did - SEND: have your say</title>" in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_made_up_data_is_said_on_every_page_and_real_data_is_not(layout: str, render: Render) -> None:
    assert "People and numbers are made up." in page_of(render, layout)
    assert "made up" not in page_of(render, layout, demonstration=False)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_first_link_jumps_to_the_page_itself(layout: str, render: Render) -> None:
    page = page_of(render, layout)
    first = page.index("<a ")
    assert page[first:].startswith('<a href="#main-content" class="govuk-skip-link"')
    assert '<main id="main-content">' in page


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_script_has_its_nonce_and_the_page_no_script_of_its_own(layout: str, render: Render) -> None:
    page = page_of(render, layout)
    assert re.findall(r"<script[^>]*>", page) == [
        tag for tag in re.findall(r"<script[^>]*>", page) if ' nonce="nonce" defer' in tag
    ]
    assert page.count("<script") == 1
    assert "style=" not in page


def test_a_question_page_has_no_menu_but_two_ways_out(render: Render) -> None:
    page = page_of(render, "question")
    assert 'class="nav"' not in page
    assert 'href="/back/" class="govuk-back-link"' in page
    assert 'form="answer" name="stop" value="1">Save and stop</button>' in page


def test_easy_read_pages_give_the_credit_of_their_pictures(render: Render) -> None:
    page = render("{% set easy = true %}" + PAGE % "question", words="Listen")
    assert "OpenMoji, CC BY-SA 4.0" in page
    assert '<div class="easy">' in page


def test_the_families_menu_marks_where_they_are(render: Render) -> None:
    page = page_of(render, "family")
    assert '<a href="/liverpool/votes/" aria-current="true">Votes</a>' in page
    assert 'href="#menu">Menu</a>' in page


def test_signing_out_is_a_form_with_its_token(render: Render) -> None:
    page = page_of(render, "staff")
    form = re.search(r'<form class="out" method="post".*?</form>', page, re.S)
    assert form
    assert 'name="csrf_token" value="token"' in form[0]


def test_a_visitor_cannot_sign_out(render: Render) -> None:
    nobody = SimpleNamespace(is_authenticated=False)
    assert "Sign out" not in page_of(render, "staff", current_user=nobody)


def test_the_brand_of_the_area_is_named_on_the_page(render: Render) -> None:
    area = surroundings()["area"]
    area.settings.brand.shipped = "wirral"
    assert 'data-area="wirral"' in page_of(render, "family", area=area)


def test_an_areas_own_colours_come_after_ours(render: Render) -> None:
    page = page_of(render, "family", brand_css_url="/liverpool/brand.css")
    assert page.index("/static/portal.") < page.index('href="/liverpool/brand.css"')


def test_a_page_says_its_language_and_direction(render: Render) -> None:
    page = page_of(render, "question", html_lang="ar", html_dir="rtl")
    assert '<html lang="ar" dir="rtl"' in page
