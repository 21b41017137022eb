"""The list of sentences is up to date, and every translation holds what its English puts in."""

import re
from pathlib import Path

import pytest

from portal.languages import catalogues, extracting, pseudo

pytestmark = pytest.mark.pure
PUT_IN = re.compile(r"%\(\w+\)[sd]")
TRANSLATIONS = sorted(extracting.FOLDER.glob("*/LC_MESSAGES/messages.po"))


def test_the_list_of_sentences_is_up_to_date(tmp_path: Path) -> None:
    fresh = tmp_path / "messages.pot"
    extracting.write_template(fresh)
    kept = (extracting.FOLDER / "messages.pot").read_text("utf-8")
    assert fresh.read_text("utf-8") == kept, "words on a page have changed: run make words and commit"


def test_rules_that_say_no_and_shipped_words_are_listed() -> None:
    listed = {sentence.key[0] for sentence in catalogues.sentences()}
    assert "This survey is not open now. You can still tell us things in other ways." in listed
    assert "Choose a number from 1 to %(most)s." in listed
    assert "Childline" in listed


def test_no_sentence_is_put_together_before_it_is_marked() -> None:
    """A sentence with values in it already could never be found in a catalogue."""
    for file in sorted(Path(extracting.ROOT / "portal").rglob("*.py")):
        found = re.findall(r'\b(?:_|gettext|lazy_gettext)\(\s*f"', file.read_text("utf-8"))
        assert not found, file


@pytest.mark.parametrize("code", sorted(catalogues.languages()) or [pseudo.CODE])
def test_a_translation_puts_in_what_its_english_puts_in(code: str) -> None:
    for key, texts in catalogues.words_of(code).items():
        wanted = {name for text in key for name in PUT_IN.findall(text)}
        for text in texts:
            found = set(PUT_IN.findall(text))
            # a singular may say the number in words
            assert found <= wanted, f"{code}: {key}: {found - wanted}"
            if len(key) == 1:
                assert found == wanted, f"{code}: {key}"


def test_the_made_up_language_keeps_what_is_put_in_and_tags() -> None:
    assert pseudo.dressed("Until %(date)s <b>now</b>") == "[Ûñŧîļ %(date)s <b>ñöŵ</b>~~~~~~~~]".replace(
        "ŧ", "ť"
    )


def test_words_that_only_staff_meet_are_not_asked_of_translators() -> None:
    families = {sentence.key[0] for sentence in catalogues.family_sentences()}
    assert "What you open here is recorded." not in families
    assert "Need help now?" in families
