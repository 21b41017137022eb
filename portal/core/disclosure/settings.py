"""What an area may set about small numbers, and the floor that it can only make stricter."""

from dataclasses import asdict, dataclass
from typing import Final

from portal.core.errors import RuleBroken

N_: Final = str  # marks a sentence for translation: the extractor looks for this name

LARGEST_EPSILON: Final = 1.0
# Below this the blur is about 140 people either way and no figure means anything; the limit
# also keeps the table of the draw short.
SMALLEST_EPSILON: Final = 0.01


@dataclass(frozen=True, slots=True)
class DisclosureSettings:
    """The five numbers of the rule; one that is weaker than the floor cannot be made.

    threshold: people; a table whose blurred base is smaller shows nothing.
    small: people; a blurred count below it becomes a star, zero included.
    step: people; what is left is rounded to the nearest multiple.
    epsilon: the strength of the blur; smaller is stronger.
    percentage_base: people; percentages only from a shown base of at least this.

    Raises RuleBroken, naming the field. Source: "Small numbers" in the rules of the portal.
    """

    threshold: int = 10
    small: int = 8
    step: int = 5
    epsilon: float = 1.0
    percentage_base: int = 50

    def __post_init__(self) -> None:
        self.stricter_than_floor()

    def stricter_than_floor(self) -> "DisclosureSettings":
        """Return these settings; refuse (RuleBroken with the field) any that are too weak."""
        for field in ("threshold", "small", "step", "percentage_base"):
            if type(getattr(self, field)) is not int:
                raise RuleBroken(N_("This must be a whole number."), field=field)
        if self.threshold < 10:
            raise RuleBroken(
                N_("The fewest answers we show figures for cannot be below 10."), field="threshold"
            )
        if self.small < 8:
            raise RuleBroken(N_("The limit for a star cannot be below 8."), field="small")
        if self.step < 5 or self.step % 5:
            raise RuleBroken(N_("Numbers must be rounded to 5, 10, 15 and so on."), field="step")
        if not SMALLEST_EPSILON <= self.epsilon <= LARGEST_EPSILON:  # also refuses "not a number"
            raise RuleBroken(
                N_("The strength of the blur (epsilon) must be between 0.01 and 1."),
                field="epsilon",
            )
        if self.percentage_base < 50:
            raise RuleBroken(
                N_("The fewest answers we show percentages for cannot be below 50."),
                field="percentage_base",
            )
        self._fit_together()
        return self

    def _fit_together(self) -> None:
        """Refuse numbers that are each strict enough but make nonsense together."""
        if self.threshold < self.small:
            raise RuleBroken(
                N_("The fewest answers we show figures for cannot be below the limit for a star."),
                field="threshold",
            )
        # or a count that earned no star would be shown as 0
        if self.rounded(self.small) == 0:
            raise RuleBroken(
                N_("The limit for a star must be at least half of the rounding step."),
                field="small",
            )

    def kept(self) -> dict[str, float]:
        """As they are kept beside a file that left the service: the five numbers by their names."""
        return asdict(self)

    def rounded(self, people: int) -> int:
        """Return `people` rounded to the nearest step; a tie goes up."""
        return (people + self.step // 2) // self.step * self.step
