"""What the reports of the search log put first, and what they guess a search is about."""

from datetime import timedelta

import flask

from portal.core import clock
from portal.core.db import transaction
from portal.local_offer.log import reports
from portal.local_offer.log.actions import Counts, add_counts
from portal.local_offer.log.clustering import meaning_of
from portal.local_offer.log.counting import need_of
from portal.local_offer.log.findings import sentences
from portal.local_offer.log.models import PORTAL
from portal.local_offer.search.filters import Wanted
from portal.local_offer.search.finding import find
from portal.local_offer.search.indexing import read_all
from portal.local_offer.search.queries import vocabulary_of
from tests.local_offer.listing import a_service
from tests.planting import area_called

NOTHING_CHOSEN = Wanted({})


def test_what_nobody_opens_stands_before_what_many_look_for_and_most_open(app: flask.Flask) -> None:
    area = area_called("liverpool")
    months = reports.year_to(clock.today())
    with transaction():
        for words, times, opened in (("autism assessment", 100, 60), ("trampoline", 30, 0)):
            meaning = meaning_of(area.slug, words, vocabulary_of(area.id))
            assert meaning is not None
            counted = [Counts(clock.today(), times, clicks=opened)]
            add_counts(area=area, meaning=meaning, source=PORTAL, counted=counted)
    lines = reports.unclicked(area, months).lines
    assert [(one.name, *one.cells) for one in lines] == [
        ("trampoline", "30", "0", ""),
        # how far down it stood was not told
        ("autism assessment", "40", "60", "Not known"),
    ]
    # the yearly report says it to everybody, in everyday words only
    with transaction():
        name = meaning_of(area.slug, "Zbigniewina", vocabulary_of(area.id))
        assert name is not None
        often = [Counts(clock.today(), 40, nothing=40)]
        add_counts(area=area, meaning=name, source=PORTAL, counted=often)
    said = " ".join(sentences(area, months.begins, months.ends - timedelta(days=1)))
    assert "170 times" in said
    assert "hardly ever opened: “trampoline”." in said
    assert "zbig" not in said.lower()


def test_a_search_is_about_the_need_it_names_not_the_first_of_the_alphabet(app: flask.Flask) -> None:
    with transaction():
        area = area_called("liverpool")
        a_service(name="Speech therapy", plain_summary="Help with talking.", needs=["eating", "speech"])
        a_service(name="Talking tools", plain_summary="Speech on a tablet.", needs=["physical", "speech"])
        a_service(name="Football", plain_summary="Play.", needs=["autism", "learning"])
    area = area_called("liverpool")
    read_all(area.id)
    assert need_of(area, find(area, "speech therapy", NOTHING_CHOSEN)) == "speech"
    assert need_of(area, find(area, "football", NOTHING_CHOSEN)) == ""
    assert need_of(area, find(area, "nothing like it", NOTHING_CHOSEN)) == ""
