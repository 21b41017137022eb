"""What every page must keep: one h1, a title that begins with it, labels, ids, tokens, nonces."""

import itertools
import re
from collections import Counter
from html.parser import HTMLParser

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
NEEDS_LABEL = {"input", "select", "textarea"}
ERROR_FIRST = re.compile(r"^\S+:\S* ")
Attributes = dict[str, str]


class Page(HTMLParser):
    """A page read into the few things the rules ask about."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {"h1": [], "title": []}
        self.forms: list[tuple[Attributes, list[Attributes]]] = []
        self.legends = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag, and which form it stands in."""
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag not in VOID:
            self.open.append(tag)
        if tag in self.words and "svg" not in self.open:
            self.words[tag].append("")
        if tag == "form":
            self.forms.append((values, []))
        if tag == "input" and "form" in self.open:
            self.forms[-1][1].append(values)

    def handle_endtag(self, tag: str) -> None:
        """Close a tag; a tag closed twice or crossed is a mistake."""
        if tag in VOID:
            return
        assert tag in self.open, f"</{tag}> closes nothing"
        while self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Collect the words of the heading and the title."""
        for tag, found in self.words.items():
            if tag in self.open and found:
                found[-1] += data


def plain(text: str) -> str:
    """Words with their white space folded."""
    return re.sub(r"\s+", " ", text).strip()


def check_page(text: str, status: int) -> None:
    """Raise AssertionError, naming the rule, when a page breaks one."""
    page = Page(text)
    _check_head(page)
    _check_ids(page)
    _check_fields(page)
    _check_forms(page)
    _check_media(page)
    assert "Traceback" not in text or status < 500


def _check_head(page: Page) -> None:
    html = next(values for tag, values in page.tags if tag == "html")
    assert html.get("lang"), "the page names no language"
    assert len(page.words["h1"]) == 1, f"a page has one h1, this has {page.words['h1']}"
    heading, title = plain(page.words["h1"][0]), plain(page.words["title"][0])
    assert heading, "the h1 is empty"
    # "Error:" comes first where a form was refused, in the language of the page
    says = title.removeprefix("Error: ") if html["lang"] == "en" else ERROR_FIRST.sub("", title)
    assert says.startswith(heading) or title.startswith(heading), f"title {title!r}, h1 {heading!r}"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    for before, after in itertools.pairwise(levels):
        assert after <= before + 1, f"h{before} is followed by h{after}"


def _check_ids(page: Page) -> None:
    ids = [values["id"] for _, values in page.tags if "id" in values]
    twice = [name for name, count in Counter(ids).items() if count > 1]
    assert not twice, f"double ids: {twice}"
    for tag, values in page.tags:
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for"):
            for target in values.get(name, "").split():
                assert target in ids, f"<{tag} {name}={target}> points nowhere"
        href = values.get("href", "")
        if tag == "a" and href.startswith("#") and len(href) > 1:
            assert href[1:] in ids, f"link to {href} points nowhere"


def _check_fields(page: Page) -> None:
    labelled = {values["for"] for tag, values in page.tags if tag == "label" and "for" in values}
    for tag, values in page.tags:
        if tag not in NEEDS_LABEL or values.get("type") in {"hidden", "submit", "button"}:
            continue
        has_label = values.get("id") in labelled or "aria-label" in values
        assert has_label or "aria-labelledby" in values, f"no label: {values}"
    fieldsets = sum(tag == "fieldset" for tag, _ in page.tags)
    legends = sum(tag == "legend" for tag, _ in page.tags)
    assert fieldsets == legends, "a fieldset without its legend"


def _check_forms(page: Page) -> None:
    for form, inputs in page.forms:
        if form.get("method", "get").lower() == "post":
            assert any(i.get("name") == "csrf_token" for i in inputs), f"no token in {form}"


def _check_media(page: Page) -> None:
    for tag, values in page.tags:
        assert "style" not in values, f"<{tag}> has a style of its own"
        assert not any(name.startswith("on") for name in values), f"<{tag}> has a script of its own"
        if tag == "img":
            assert "alt" in values, f"no alternative text: {values}"
        if tag == "script":
            assert values.get("nonce"), "a script without its nonce"
