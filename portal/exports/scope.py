"""What one export covers: an area, one of its strategies, some rounds, and what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from portal.areas.models import Area
from portal.areas.protection import protector_of
from portal.core.disclosure import DisclosureSettings, PeopleCount, ProtectedTable, Protector
from portal.releases import figures
from portal.releases.figures import Published
from portal.releases.queries import releases_of
from portal.strategies.models import Strategy, Theme
from portal.strategies.queries import themes
from portal.surveys.models import Question, Wave
from portal.surveys.results.queries import questions_asked
from portal.surveys.results.releasing import WAVE_KIND
from portal.surveys.results.rounds import Round


@dataclass(frozen=True)
class Scope:
    """Everything the sheets of a file are made from. Figures leave for finished rounds only.

    While a round is open its figures move with every answer, and two files of it would tell of the
    person between them (rules.md: public counts of people change only at a release).
    """

    area: Area
    strategy: Strategy
    rounds: Sequence[Round]
    purpose: str
    at: datetime
    demonstration: bool

    @cached_property
    def waves(self) -> list[Wave]:
        """The waves of its rounds, in the order of the rounds."""
        return [wave for one in self.rounds for wave in one.waves]

    @property
    def wave_ids(self) -> list[int]:
        """Their ids."""
        return [wave.id for wave in self.waves]

    @cached_property
    def counted(self) -> list[Wave]:
        """The waves of finished rounds: those whose figures may leave."""
        return [wave for one in self.rounds if one.is_finished(self.at) for wave in one.waves]

    @cached_property
    def released(self) -> dict[int, Published]:
        """What was published of its waves, by the id of the wave: those figures leave, and no others."""
        published = {
            one.subject_id: figures.read(one.file)
            for one in releases_of(self.area)
            if one.kind == WAVE_KIND and one.is_published
        }
        return {wave.id: published[wave.id] for wave in self.counted if wave.id in published}

    @cached_property
    def counted_anew(self) -> list[Wave]:
        """The waves of finished rounds that were not released: counted while the file is made."""
        return [wave for wave in self.counted if wave.id not in self.released]

    @property
    def open_rounds(self) -> list[Round]:
        """The rounds whose figures stay here."""
        return [one for one in self.rounds if not one.is_finished(self.at)]

    @cached_property
    def questions(self) -> list[Question]:
        """Every question of its waves."""
        return questions_asked(self.waves)

    @cached_property
    def themes(self) -> list[Theme]:
        """The common themes."""
        return themes()

    @cached_property
    def protect(self) -> Protector:
        """The area's protection of small numbers."""
        return protector_of(self.area)

    def table(self, base: PeopleCount, cells: dict[int, PeopleCount]) -> ProtectedTable[int]:
        """A base and its cells as everyone may see them."""
        return self.protect.table(base, cells)

    def settings_of(self, wave: Wave) -> DisclosureSettings:
        """The protection that the figures of a wave had: that of their release, or of today."""
        return self.released[wave.id].settings if wave.id in self.released else self.protect.settings

    def wave_of(self, round_title: str, survey_title: str) -> Wave:
        """The wave that a row of figures names."""
        return self._by_titles[round_title, survey_title]

    @cached_property
    def _by_titles(self) -> dict[tuple[str, str], Wave]:
        return {(wave.title, self.survey_title(wave)): wave for wave in self.counted}

    def survey_title(self, wave: Wave) -> str:
        """The survey of a wave, in standard words."""
        return str(wave.version.text("title", "standard") or wave.survey.slug)  # type: ignore[arg-type]
