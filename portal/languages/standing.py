"""How a translation stands in an area: how much there is, how much is signed, what was changed since."""

from dataclasses import dataclass

from portal.areas.models import Area
from portal.languages import catalogues
from portal.languages.catalogues import Language, Sentence
from portal.languages.models import TranslationSign
from portal.languages.queries import signs_in_force


@dataclass(frozen=True)
class Standing:
    """One language in one area; the counts are of sentences that families meet."""

    language: Language
    sign: TranslationSign | None
    per_cent: int
    missing: list[Sentence]
    unsigned: list[Sentence]

    @property
    def total(self) -> int:
        """How many sentences families meet."""
        return len(catalogues.family_sentences())

    def words(self, sentence: Sentence) -> str:
        """The translation of a sentence, empty when it has none."""
        return " / ".join(catalogues.words_of(self.language.code).get(sentence.key, ()))


def standings(area: Area) -> list[Standing]:
    """Every language that has a catalogue, as it stands in this area."""
    signs = signs_in_force(area)
    return [_standing(language, signs.get(code)) for code, language in catalogues.languages().items()]


def standing_of(area: Area, code: str) -> Standing | None:
    """One language by its code in an address (small letters); None when it has no catalogue."""
    return next((one for one in standings(area) if one.language.code.lower() == code), None)


def _standing(language: Language, sign: TranslationSign | None) -> Standing:
    wanted = catalogues.family_sentences()
    words = catalogues.words_of(language.code)
    missing = catalogues.lacking(words, wanted)
    signed = catalogues.signed_words(language.code, frozenset(sign.words)) if sign else {}
    gone = {one.key for one in missing}
    unsigned = [one for one in catalogues.lacking(signed, wanted) if one.key not in gone] if sign else []
    return Standing(language, sign, catalogues.per_cent(words), missing, unsigned)
