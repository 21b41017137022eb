"""An information screen: words to read, nothing to answer."""

from portal.surveys.question_types.base import SKIPPED, Given, QuestionType, Typed
from portal.surveys.scales import Scale


class Information(QuestionType):
    """Nothing is asked, nothing is kept."""

    @property
    def takes(self) -> str:
        """Nothing."""
        return "nothing"

    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """Whatever was sent, there is nothing to keep."""
        return SKIPPED

    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """None."""
        return ()
