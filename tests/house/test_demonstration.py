"""The demonstration: planted by actions only, called made up on every page, the same when planted again."""

import ast
import re
from dataclasses import replace

import flask
import pytest
import sqlalchemy as sa

from portal.areas.queries import all_areas
from portal.board.answering import stands
from portal.board.models import Entry, EntryState, Evidence, EvidenceKind, Verdict
from portal.board.queries import late_entries
from portal.board.quotes import quotes_standing, quotes_waiting, readable
from portal.core import clock
from portal.core.db import db
from portal.demo.plant import FULL, TINY, plant_everything
from portal.demo.voices import every_voice
from portal.releases.models import Release, ReleaseQuote
from portal.safeguarding.models import Alert
from portal.safeguarding.screening import shipped_word_list
from portal.topics.asking_models import Appeal, AppealState
from portal.topics.models import CommentState, TopicComment, TopicState
from portal.topics.queries import topics_of
from tests.checked_client import CheckedClient
from tests.house.planted import HERE, Planted
from tests.house.rows import changed, state
from tests.house.source import modules
from tests.house.test_looking_changes_nothing import owner
from tests.house.visits import Caller, path_of, visits
from tests.planting import area_called

pytestmark = pytest.mark.house
BANNER = "made up"
WRITES = re.compile(r"session\.(add|add_all|delete|merge|bulk_\w+)\b|\b(insert|update|delete)\(")


def test_planting_again_changes_nothing(house: flask.Flask) -> None:
    before = state(without=())
    plant_everything(TINY)
    assert not changed(before, state(without=()))


def test_the_demonstration_is_planted_through_the_actions_only() -> None:
    for name, tree in modules().items():
        if name.startswith("portal.demo"):
            found = WRITES.findall(ast.unparse(tree))
            assert not found, f"{name} writes by itself: {found}"


def test_every_page_says_that_it_is_made_up_and_has_the_way_to_help_in_one_tap(
    house: flask.Flask, planted: Planted
) -> None:
    readings = [visit for visit in visits(house) if visit.is_reading]
    callers = {kind: Caller(house, kind, planted) for kind in {owner(visit.endpoint) for visit in readings}}
    for visit in readings:
        page = callers[owner(visit.endpoint)].make(visit, path_of(visit, planted))
        if page.mimetype == "text/html" and page.status_code == 200:
            assert BANNER in page.text, f"{visit} has no banner"
            if "area" in visit.rule.arguments:
                # a shared tablet leads nowhere else: it says whom to call and whom to ask
                helps = (f'/{HERE}/help-now/"', "You can also ask somebody who works here.")
                assert any(one in page.text for one in helps), f"{visit}: no help in one tap"


def test_it_shows_topics_comments_appeals_and_alerts_in_their_states(house: flask.Flask) -> None:
    # nothing else is planted in this area of the house
    area = area_called("knowsley")
    topics = topics_of(area)
    assert len(topics) == 6 and {one.stage(clock.now()) for one in topics} == set(TopicState)
    comments = list(
        db.session.scalars(sa.select(TopicComment.state).where(TopicComment.area_id == area.id))
    )
    assert (set(comments), len(comments)) == (set(CommentState), TINY.talk)
    appeals = db.session.scalars(sa.select(Appeal.state).where(Appeal.area_id == area.id))
    assert sorted(appeals) == [AppealState.UPHELD, AppealState.WAITING]
    alerts = sa.select(Alert.state).where(Alert.area_id == area.id, Alert.is_drill.is_(False))
    assert sorted(db.session.scalars(alerts)) == ["acting", "closed", "new", "passed on"]
    # five of the six are open or were, and each gets its share
    assert FULL.talk == 150 and FULL.talk % 5 == 0


def test_no_other_words_of_the_demonstration_raise_an_alert() -> None:
    spoken = [voice.text for voice in every_voice() if not voice.worrying]
    assert [words for words in spoken if shipped_word_list().screen(words).level] == []


@pytest.mark.parametrize("path", ["/", "/liverpool/", "/liverpool/no-such-page/", "/account/sign-in/"])
def test_real_data_is_never_called_made_up(house: flask.Flask, path: str) -> None:
    settings = house.config["PORTAL"]
    house.config["PORTAL"] = replace(settings, demonstration=False)
    try:
        assert BANNER not in CheckedClient(house).get(path).text
    finally:
        house.config["PORTAL"] = settings


def test_error_pages_carry_the_banner_too(house: flask.Flask) -> None:
    assert BANNER in CheckedClient(house).get("/liverpool/no-such-page/").text


def test_its_board_has_25_promises_in_every_state_with_every_kind_of_evidence(house: flask.Flask) -> None:
    # those of the house tests themselves are no part of it
    own = Entry.title.not_like("Visits before the move in %")
    published = db.session.scalars(sa.select(Entry).where(Entry.published_on.is_not(None), own)).all()
    assert len(published) >= 25 and len({one.area_id for one in published}) == 3
    assert {one.state for one in published} == set(EntryState)
    assert {one.signing.verdict for one in published if one.signing} == set(Verdict)
    assert all(late_entries(area, clock.today()) for area in all_areas())
    kinds = sa.select(Evidence.kind).join(Evidence.entry).where(own, stands()).distinct()
    assert set(db.session.scalars(kinds)) >= set(EvidenceKind) - {EvidenceKind.REPORT}


def test_each_area_has_quotes_of_two_people_and_some_wait_for_the_second(house: flask.Flask) -> None:
    for area in all_areas():
        standing = quotes_standing(area)
        assert standing
        assert all(one.chosen_by != one.decided_by for one in standing)
        assert len(readable(area, standing)) == len(standing), "every one may be read"
    assert any(quotes_waiting(area) for area in all_areas())
    rows = sa.select(ReleaseQuote).join(Release, Release.id == ReleaseQuote.release_id)
    published = db.session.scalars(rows.where(Release.published_at.is_not(None))).all()
    assert published and all(one.approved_by not in {None, one.chosen_by} for one in published)
