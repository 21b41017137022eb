"""The words check: short forms that nothing explains, and officers' jargon."""

import pytest

from portal.core.words import check_words, find_jargon, jargon_list, short_forms

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("Your EHCP and the SENCO.", ("EHCP", "SENCO")),
        ("EHCPs and an EHCP.", ("EHCP",)),
        ("The MoU and the ToR.", ("MoU", "ToR")),
        ("Education, Health and Care (EHC) plan. Your EHC plan.", ()),
        ("An EHC plan (education, health and care) says so. EHC.", ()),
        ("SENCO means the teacher in charge.", ()),
        ("SENCO: the teacher in charge.", ()),
        ("The NHS, your GP, the UK, on TV.", ()),
        ("Do NOT do this. YES, you.", ()),
        ("McDonald and YouTube, iPad", ()),
        ("<abbr>no</abbr> <SVG>", ()),
        ("EHC (1)", ("EHC",)),
    ],
)
def test_a_short_form_needs_its_words(text: str, unexplained: tuple[str, ...]) -> None:
    assert short_forms(text) == unexplained


def test_a_short_form_may_be_explained_elsewhere_on_the_page() -> None:
    assert short_forms("SEND and LGO", explained={"SEND"}) == ("LGO",)
    assert check_words("All about SEND.", easy=True, explained=["SEND"]).short_forms == ()


@pytest.mark.parametrize(
    ("text", "say_not"),
    [
        ("We FACILITATE this.", ["facilitate"]),
        ("early intervention, then intervention", ["early intervention", "intervention"]),
        ("a non-statutory and statutory part", ["non-statutory", "statutory"]),
        ("person centred", ["person-centred"]),
        ("the LA la la", ["LA"]),
        ("deliverables are deliverers", []),
        ("task and finish group going forward", ["task and finish group", "going forward"]),
    ],
)
def test_jargon_is_found_in_whole_words_the_longest_first(text: str, say_not: list[str]) -> None:
    assert [found.jargon.say_not for found in find_jargon(text)] == say_not


def test_jargon_comes_with_its_place_and_what_to_say() -> None:
    text = "We will utilise it in due course."
    use, later = find_jargon(text)
    assert (text[use.start : use.end], use.jargon.say[0]) == ("utilise", "use")
    assert (later.jargon.say, later.jargon.advice) == ((), "Give a date.")


def test_every_entry_says_what_to_write_and_is_found_by_itself() -> None:
    entries = jargon_list()
    assert len(entries) > 150
    assert jargon_list() is entries
    assert [entry.say_not for entry in entries if bool(entry.say) == bool(entry.advice)] == []
    assert len({entry.say_not.lower() for entry in entries}) == len(entries)
    lost = [e.say_not for e in entries if [f.jargon for f in find_jargon(f"the {e.say_not}.")] != [e]]
    assert lost == []


def test_jargon_advises_and_makes_no_text_too_hard() -> None:
    report = check_words("The panel met.", easy=False)
    assert len(report.jargon) == 1
    assert report.easy_enough
