"""A whole number: kept as typed, and counted in bands so that one high number points at nobody."""

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.surveys.question_types.base import Given, QuestionType, Typed
from portal.surveys.scales import Option, Scale

HIGHEST = 9999


class Number(QuestionType):
    """A whole number from 0 to HIGHEST; the bands of its scale begin at their values."""

    @property
    def takes(self) -> str:
        """One number."""
        return "number"

    def options(self, scale: Scale | None) -> tuple[Option, ...]:
        """Nothing to choose from: it is typed."""
        return ()

    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """The number as plain digits without zeros before it; anything else is refused."""
        text = "".join(typed.choices).strip() if len(typed.choices) == 1 else ""
        # isdecimal alone would take digits of other alphabets, which then sort and compare as others
        if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) <= HIGHEST):
            raise RuleBroken(
                _("Type a whole number from 0 to %(highest)s, like 12.", highest=HIGHEST),
                field="answer",
                status=422,
            )
        return Given(codes=(str(int(text)),))

    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """The number."""
        return given.codes

    def summary(self, given: Given, scale: Scale | None, mode: str) -> str:
        """The number itself."""
        return ", ".join(given.codes)

    def cells(self, scale: Scale | None) -> tuple[Option, ...]:
        """The bands."""
        return scale.options if scale else ()

    def cells_of(self, code: str, scale: Scale | None) -> tuple[str, ...]:
        """The band a number falls into."""
        bands = self.cells(scale)
        if not bands or not code.isdecimal():
            return (code,)
        reached = [band for band in bands if (band.value or 0) <= int(code)]
        return (max(reached, key=lambda band: band.value or 0).code,)
