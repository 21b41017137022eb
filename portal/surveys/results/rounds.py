"""A round: the waves of an area's surveys that share a name in their address, such as "2026"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from portal.surveys.models import Wave


@dataclass(frozen=True)
class Round:
    """Waves of several surveys that are reported side by side; never empty."""

    slug: str
    waves: tuple[Wave, ...]

    @property
    def title(self) -> str:
        """The title the waves share, else their titles one after the other."""
        return ", ".join(dict.fromkeys(wave.title for wave in self.waves))

    @property
    def wave_ids(self) -> list[int]:
        """The ids of its waves."""
        return [wave.id for wave in self.waves]

    @property
    def opens_at(self) -> datetime:
        """When its first wave opened."""
        return min(wave.opens_at for wave in self.waves)

    @property
    def closes_at(self) -> datetime:
        """When its last wave closes, without the hours of grace."""
        return max(wave.closes_at for wave in self.waves)

    def is_finished(self, at: datetime) -> bool:
        """Whether no answer can come any more, hours of grace included."""
        return all(is_over(wave, at) for wave in self.waves)


def is_over(wave: Wave, at: datetime) -> bool:
    """Whether no answer can come any more, hours of grace included."""
    return wave.closes_at + timedelta(hours=wave.grace_hours) <= at


def rounds_in(waves: Iterable[Wave]) -> list[Round]:
    """The waves gathered into rounds, the newest round first."""
    by_slug = sorted(waves, key=lambda wave: (wave.slug, wave.survey_id))
    rounds = [Round(slug, tuple(group)) for slug, group in groupby(by_slug, key=lambda wave: wave.slug)]
    return sorted(rounds, key=lambda one: (one.opens_at, one.slug), reverse=True)
