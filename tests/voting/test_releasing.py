"""The release of a vote: breakdowns by audience and place, none of which gives a small number away."""

from itertools import cycle

import flask
import pytest

from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.core import clock
from portal.core.db import transaction
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Audience
from portal.releases import figures
from portal.releases.kinds import all_kinds
from portal.releases.models import Release
from portal.releases.preparing import prepare_now, snapshot
from portal.releases.queries import release_of
from portal.voting.ballot_actions import cast_ballot
from portal.voting.models import Vote, VoteChannel
from portal.voting.releasing import KIND
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import plant, sign_in
from tests.voting.votes import a_vote, close

Groups = list[tuple[Audience | None, str, int]]
LARGE: Groups = [
    (audience, option, 40 if option == "o1" else 25)
    for audience in (*Audience, None)
    for option in ("o1", "o2")
]
SMALL: Groups = [*LARGE, (Audience.PRACTITIONER, "o3", 2), (Audience.PARENT_CARER, "o3", 30)]


def voted(groups: Groups) -> Vote:
    vote, channels = a_vote(), cycle([VoteChannel.WEB, VoteChannel.EVENT])
    for place, (audience, option, many) in enumerate(groups):
        for number in range(many):
            cast_ballot(
                vote=vote,
                choices={option: 1},
                channel=next(channels),
                audience=audience,
                once=f"{place} {number}",
                at=clock.now(),
            )
    return vote


def area() -> Area:
    return area_called("liverpool")


def shown(vote_id: int) -> dict[tuple[str, str], figures.ShownTable]:
    """The public tables of a vote: by key and by what they are broken down."""
    found = snapshot(area(), KIND, vote_id, lambda *_: None)
    tables = figures.read(figures.written(found.content)).tables
    return {(one.key, one.audience): one for one in tables}


def test_a_vote_is_released_only_after_two_people_confirmed(app: flask.Flask) -> None:
    with transaction():
        vote = voted([(None, "o1", 12)])
        assert KIND.subjects(area(), clock.now()) == []
        subject = KIND.subject(area(), vote.id)
        assert subject is not None and subject.ready_at > clock.now()
        with pytest.raises(RuleBroken):
            snapshot(area(), KIND, vote.id, lambda *_: None)
        assert [one.id for one in KIND.subjects(area(), close(vote).closed_at or clock.now())] == [vote.id]


def test_a_breakdown_is_shown_whole_or_not_at_all(app: flask.Flask) -> None:
    with transaction():
        vote_id = close(voted(SMALL)).id
    found = shown(vote_id)
    assert found["o1", "audience"].enough
    assert [cell.shown for cell in found["o1", "audience"].cells] == ["number"] * 4
    hidden = found["o3", "audience"]
    assert not hidden.enough and {cell.shown for cell in hidden.cells} == {"hidden"}
    assert not any(table.has_star for table in found.values())
    assert found["channel", "channel"].enough


def test_a_release_is_read_by_everybody_and_linked_from_the_result(
    app: flask.Flask, client: CheckedClient
) -> None:
    officer = plant(Role.OFFICER).id
    with transaction():
        vote_id = close(voted(LARGE)).id
    release_id = prepare_now(area().id, KIND.name, vote_id, by=officer, report=lambda *_: None)
    assert all_kinds()[KIND.name] is KIND
    sign_in(client, Role.OFFICER)
    page = f"/liverpool/staff/releases/{release_id}/"
    assert "Who voted" in client.get(page).text
    version = str(_release(release_id).version)
    assert client.send(f"{page}publish/", at=page, version=version).status_code == 303
    family = CheckedClient(app)
    result = family.get("/liverpool/votes/what-matters-most/results/").text
    assert "/liverpool/results/vote-what-matters-most/count/" in result
    released = family.get("/liverpool/results/vote-what-matters-most/count/").text
    assert "Who chose what" in released and "A parent or carer" in released


def _release(release_id: int) -> Release:
    release = release_of(area(), release_id)
    assert release is not None
    return release
