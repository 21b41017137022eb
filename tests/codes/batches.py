"""Makers for tests of codes: a batch that opens Liverpool's survey for parents and carers."""

from portal.codes.actions import make_batch, words_to_print
from portal.codes.models import CodeBatch
from portal.core import clock
from portal.core.db import transaction
from portal.surveys.responses.actions import PURPOSE
from tests.planting import area_called, open_wave_of

Words = tuple[str, ...]


def planted_batch(
    count: int = 3, *, test: bool = False, survey: str = "parents-and-carers"
) -> tuple[int, int, list[Words]]:
    """A committed batch: its id, the id of the wave it opens, and the words of its cards."""
    with transaction():
        wave = open_wave_of("liverpool", survey)
        batch = make_batch(
            area=area_called("liverpool"),
            purpose=PURPOSE,
            subject_id=wave.id,
            opens=wave.title,
            title="At the library",
            count=count,
            by=None,
            at=clock.now(),
            test=test,
        )
        return batch.id, wave.id, cards_of(batch)


def cards_of(batch: CodeBatch) -> list[Words]:
    """The words that can still be printed."""
    words = words_to_print(batch, at=clock.now())
    assert words is not None
    return words
