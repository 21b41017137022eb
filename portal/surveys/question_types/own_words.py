"""In your own words, long or short: kept as a feedback item and never beside the answers."""

from portal.core.text import clean_words
from portal.surveys.question_types.base import Given, QuestionType, Typed
from portal.surveys.scales import Scale

LONGEST = 5000
SHORT = 200
WORDS = "words"


class OwnWords(QuestionType):
    """Free text of at most `longest` letters; an empty box is a skip."""

    def __init__(self, key: str, *, longest: int = LONGEST) -> None:
        super().__init__(key)
        self.longest = longest

    @property
    def takes(self) -> str:
        """Words."""
        return "words"

    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """The words as written (Unicode NFC, control characters out); too long is refused."""
        return Given(words=clean_words(typed.words, limit=self.longest))

    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """One row that says there are words."""
        return (WORDS,) if given.words else ()

    def summary(self, given: Given, scale: Scale | None, mode: str) -> str:
        """The words themselves."""
        return given.words
