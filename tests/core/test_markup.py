"""HTML from elsewhere becomes plain words; staff's Markdown becomes HTML that cannot do harm."""

import re
import time

import flask
import pytest
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from portal.core.errors import RuleBroken
from portal.core.text import LONGEST_MARKUP, markdown_for_officers, strip_markup

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("a<br>b<BR />c", "a\nb\nc"),
        ("<ul><li>1<li>2</ul>", "1\n2"),
        ("<tr><td>Mon</td><td>9 to 5</td></tr>", "Mon 9 to 5"),
        ("<b>bo</b>ld <a href='javascript:x()'>link</a>", "bold link"),
        ("<script>alert(1)</script>x<STYLE>p{}</style >y<template>t</template>", "xy"),
        ("before<script>never ends", "before"),
        ("<!-- no -->x", "x"),
        ("a &lt; b &amp;&nbsp;c", "a < b & c"),
        ("&lt;b&gt; &amp;lt;", "<b> &lt;"),
        ("a < b", "a < b"),
        ("<div>x</div>\n\n\n\n<div>y</div>", "x\n\ny"),
        ("&#x202e;turned &#0;", "turned �"),
        ("e&#x301;", "é"),
        ("", ""),
    ],
)
def test_markup_from_elsewhere_becomes_words(markup: str, words: str) -> None:
    assert strip_markup(markup) == words


def test_a_page_without_end_is_refused() -> None:
    app = flask.Flask(__name__)
    Babel(app)
    with app.app_context(), pytest.raises(RuleBroken, match="too long"):
        strip_markup("x" * (LONGEST_MARKUP + 1))


@given(st.text(alphabet=st.one_of(st.sampled_from("<>/&;\"'= bpscript!-"), st.characters()), max_size=200))
def test_no_markup_breaks_the_reading(markup: str) -> None:
    words = strip_markup(markup)
    assert words == words.strip()
    assert "\n\n\n" not in words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Plain.", "<p>Plain.</p>\n"),
        ("*soft* and **strong**", "<p><em>soft</em> and <strong>strong</strong></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("a < b <name removed>", "<p>a &lt; b &lt;name removed&gt;</p>\n"),
        ("    four blanks", "<p>four blanks</p>\n"),
        (
            '[web](https://example.org "title")',
            '<p><a href="https://example.org" rel="noopener noreferrer">web</a></p>\n',
        ),
        ("[here](/wirral/)", '<p><a href="/wirral/" rel="noopener noreferrer">here</a></p>\n'),
        ("[ring](tel:0151)", '<p><a href="tel:0151" rel="noopener noreferrer">ring</a></p>\n'),
        ("x ![alt](https://example.org/x.png)", "<p>x </p>\n"),
        ("\u202eturned\x00", "<p>turned</p>\n"),
    ],
)
def test_markdown_of_staff_becomes_html(written: str, shown: str) -> None:
    made = markdown_for_officers(written)
    assert isinstance(made, Markup)
    assert made == shown


def test_headings_begin_under_the_page_s_own_and_skip_no_level() -> None:
    made = markdown_for_officers("### a\n\n##### b\n\n# c\n\n###### d\n\n###### e")
    assert [line[1:3] for line in made.splitlines()] == ["h2", "h3", "h2", "h3", "h4"]
    assert markdown_for_officers("# a", top=3) == "<h3>a</h3>\n"


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](JaVaScRiPt&colon;alert(1))",
        "<https://example.org/\"onmouseover='alert(1)'>",
        '[x](https://example.org "\\" onclick=alert(1)")',
        "[x]: javascript:alert(1)\n\n[x]",
    ],
)
def test_nothing_typed_by_staff_runs_on_a_page(evil: str) -> None:
    made = str(markdown_for_officers(evil))
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="javascript' not in made.lower()
    assert 'href="data' not in made
    tags = re.findall(r"<[^>]*>", made)
    assert not [tag for tag in tags if re.search(r"\son\w+\s*=", tag)]


@pytest.mark.parametrize("junk", ["[", "*a ", "> ", "![", "`", "<", "- ", "&", "_", "# "])
def test_long_markdown_takes_no_time(junk: str) -> None:
    begun = time.process_time()
    markdown_for_officers(junk * (20_000 // len(junk)))
    assert time.process_time() - begun < 5
