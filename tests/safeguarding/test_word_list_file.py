"""A list that cannot be used is refused with its line and the reason."""

import re

import pytest

from portal.core.checked_yaml import FileRefused
from portal.safeguarding.screening import SHIPPED, WordList, shipped_word_list

pytestmark = pytest.mark.pure

ONE_KIND = "kinds:\n- kind: harm\n  label: Hurt\n  severity:\n"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "empty"),
        ("kinds: []", 1, "no kind"),
        ("kinds: harm", 1, "expected a list"),
        ("- harm", 1, "expected named fields"),
        ("colour: blue\nkinds: []", 1, "unknown key 'colour'"),
        ("kinds:\n- label: Hurt\n  severity: {}", 2, "'kind' is missing"),
        ("kinds:\n- kind: Hurt someone\n  label: Hurt\n  severity: {}", 2, "not a slug"),
        (ONE_KIND + "    4: [hits me]", 5, "unknown key '4'"),
        (ONE_KIND + "    3: [hits me]\n    3: [kicks me]", 6, "'3' stands here twice"),
        (ONE_KIND + "    3: hits me", 5, "expected a list"),
        (ONE_KIND + "    3:\n    - hits me\n    - ''", 7, "expected words"),
        (ONE_KIND + "    3:\n    - hits me\n    - no", 7, "put it in quotes"),
        (ONE_KIND + "    3: ['…']", 5, "there is no word"),
        (ONE_KIND + "    3: ['hit* me']", 5, "only stand at the end"),
        (ONE_KIND + "    3: ['hi*']", 5, "at least 3 letters"),
        (ONE_KIND + "    3: ['hits *']", 5, "just before it"),
        (ONE_KIND + f"    3: [{'hits ' * 40}]", 5, "at most 120"),
        (ONE_KIND + "    3: [self harm]\n    1: [Self-Harm]", 6, "two levels"),
        (ONE_KIND + "    3: [hits me]\n  look_alikes: [Hits ME]", 6, "cannot be a look-alike"),
        (ONE_KIND + "    3: []\n  misspellings: [{typed: hitz}]", 6, "'means' is missing"),
        (
            ONE_KIND + "    3: []\n  misspellings: [{typed: a, means: b}, {typed: a, means: c}]",
            6,
            "two ways",
        ),
        (ONE_KIND + "    3: []\n- kind: harm\n  label: Again\n  severity: {}", 6, "stands twice"),
        ("same_words: [[mum]]\n" + ONE_KIND + "    3: []", 1, "at least two"),
        (ONE_KIND + "    3: &all [hits me]\n    2: *all", 6, "alias"),
        ("kinds: [", 1, "not readable YAML"),
        ("[" * 100_000, 1, "too deeply"),
        ("kinds:\n- \x00", 2, "cannot be printed"),
        ("#" * 600_000, 1, "too long"),
    ],
)
def test_a_slip_is_shown_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FileRefused, match=re.escape(reason)) as refused:
        WordList.from_yaml(text, name="our words")
    assert refused.value.message.startswith(f"our words, line {line}: ")


def test_quoted_words_that_yaml_would_take_for_yes_and_no_stay_words() -> None:
    words = WordList.from_yaml(ONE_KIND + "    2: ['no', \"off\", '1998']")
    assert [words.screen(text).level for text in ("No.", "OFF", "in 1998", "on")] == [2, 2, 2, 0]


def test_the_shipped_list_has_eight_kinds_and_is_read_once() -> None:
    words = shipped_word_list()
    assert words is shipped_word_list()
    assert [kind.key for kind in words.kinds] == [
        "harm-by-others",
        "self-harm-suicide",
        "neglect",
        "exploitation",
        "unsafe-care",
        "domestic-abuse",
        "running-away",
        "carer-crisis",
    ]


def test_every_shipped_phrase_is_found_by_itself() -> None:
    words = shipped_word_list()
    entries = [
        (kind.key, level, entry.text.rstrip("*")) for kind in words.kinds for level, entry in kind.phrases
    ]
    assert len(entries) > 400
    missed = [
        (key, level, text)
        for key, level, text in entries
        if (key, level) not in {(match.kind, match.level) for match in words.screen(text).matches}
    ]
    assert missed == []


def test_every_shipped_misspelling_is_read_as_its_meaning() -> None:
    words = shipped_word_list()
    pairs = [pair for kind in words.kinds for pair in kind.misspellings]
    differing = [
        typed.text
        for typed, means in pairs
        if {(m.kind, m.level) for m in words.screen(typed.text).matches}
        != {(m.kind, m.level) for m in words.screen(means.text).matches}
    ]
    assert differing == []


def test_every_shipped_look_alike_raises_nothing_worth_a_lock() -> None:
    words = shipped_word_list()
    alike = [entry.text for kind in words.kinds for entry in kind.look_alikes]
    assert [text for text in alike if words.screen(text).level] == []


def test_the_shipped_file_begins_with_its_rules() -> None:
    assert SHIPPED.read_text(encoding="utf-8").startswith("# Starter words")
