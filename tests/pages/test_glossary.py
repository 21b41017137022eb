"""Hard words stand by letter, each once, with plain words, easy words and other names."""

from portal.pages.glossary import terms_by_letter
from tests.checked_client import CheckedClient


def test_letters_and_words_are_in_order() -> None:
    letters = terms_by_letter()
    assert list(letters) == sorted(letters)
    for letter, terms in letters.items():
        names = [term.name.casefold() for term in terms]
        assert names == sorted(names)
        assert all(name[0].upper() == letter for name in names)


def test_every_word_can_be_linked_to(client: CheckedClient) -> None:
    anchors = [term.anchor for terms in terms_by_letter().values() for term in terms]
    assert len(set(anchors)) == len(anchors)
    page = client.get("/liverpool/glossary/").get_data(as_text=True)
    assert all(f'id="{anchor}"' in page for anchor in anchors)


def test_a_word_is_shown_in_plain_and_easy_words_with_its_other_names(client: CheckedClient) -> None:
    page = client.get("/liverpool/glossary/").get_data(as_text=True)
    assert "Ways to talk without speech, such as pictures, signs or a tablet." in page
    assert "Other names: augmentative and alternative communication" in page


def test_easy_words_stay_short() -> None:
    for terms in terms_by_letter().values():
        for term in terms:
            for sentence in term.easy.split(". "):
                assert len(sentence.split()) <= 15, term.name
