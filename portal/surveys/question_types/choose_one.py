"""Choose one answer: a scale (agree5, face3, …) or a list (choice)."""

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.surveys.question_types.base import Given, QuestionType, Typed
from portal.surveys.scales import Scale


class ChooseOne(QuestionType):
    """One code out of a scale or a list."""

    @property
    def takes(self) -> str:
        """One code."""
        return "one"

    def check(self, typed: Typed, scale: Scale | None) -> Given:
        """Exactly one code that the scale has; anything else is refused in plain words."""
        chosen = tuple(typed.choices)
        if len(chosen) != 1 or scale is None or chosen[0] not in scale.codes:
            raise RuleBroken(_("Choose one answer, or skip the question."), field="answer", status=422)
        return Given(codes=chosen)

    def kept_codes(self, given: Given) -> tuple[str, ...]:
        """The one code."""
        return given.codes
