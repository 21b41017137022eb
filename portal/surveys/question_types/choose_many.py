"""Choose all that apply, in words or with pictures."""

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.surveys.question_types.base import Given, QuestionType, Typed
from portal.surveys.scales import Option, Scale, none_of_these

ANSWERED = "*"


class ChooseMany(QuestionType):
    """Any number of codes, or none of these."""

    @property
    def takes(self) -> str:
        """Several codes."""
        return "many"

    def options(self, scale: Scale | None) -> tuple[Option, ...]:
        """The list and, last, none of these."""
        return (*super().options(scale), none_of_these()) if self.key == "multi" else super().options(scale)

    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """Known codes, each once; none of these stands alone."""
        known = [option.code for option in self.options(scale)]
        chosen = [code for code in known if code in set(typed.choices)]
        if not chosen or set(typed.choices) - set(known):
            raise RuleBroken(
                _("Choose at least one answer, or skip the question."), field="answer", status=422
            )
        if none_of_these().code in chosen and len(chosen) > 1:
            raise RuleBroken(
                _("You chose “None of these” and something else. Choose one or the other."),
                field="answer",
                status=422,
            )
        return Given(codes=tuple(chosen))

    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """The codes, and one more row by which the base is counted."""
        return (*given.codes, ANSWERED) if given.codes else ()
