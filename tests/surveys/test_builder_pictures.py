"""An own picture in a survey: chosen by an editor, seen in Easy Read, not chosen anew once ended."""

import pytest

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import transaction
from portal.pictures.actions import end_picture
from portal.pictures.models import OwnPicture
from tests.checked_client import CheckedClient
from tests.pictures.made import own_picture
from tests.signing_in import sign_in
from tests.surveys.building import add, ids, new_survey, question, save, survey_called, write_texts

SLUG, OWN = "how-is-winter", "own/our-library"
WORDS = "I like school in winter."


@pytest.fixture
def picture(client: CheckedClient) -> OwnPicture:
    """Liverpool's library; an editor is signed in."""
    sign_in(client, Role.EDITOR)
    with transaction():
        return own_picture()


def test_an_own_picture_stands_beside_the_question_in_easy_read(
    client: CheckedClient, picture: OwnPicture
) -> None:
    at = new_survey(client)
    write_texts(client, at)
    add(client, at, "school.like", WORDS, "agree5", "face3", picture=OWN)
    page = client.get(f"/liverpool/staff/surveys/{survey_called(SLUG).id}/preview/1/easy/").text
    assert f'alt="{picture.alternative}"' in page


def test_an_ended_picture_stays_where_it_stands_and_cannot_be_chosen_anew(
    client: CheckedClient, picture: OwnPicture
) -> None:
    at = new_survey(client)
    add(client, at, "school.like", WORDS, picture=OWN)
    with transaction():
        end_picture(picture=picture, by=1, at=clock.now())
    where = f"{at}questions/{ids(SLUG)['school.like']}/"
    assert save(client, where, **question("school.like", "I like it.", picture=OWN)).status_code == 303
    assert f'value="{OWN}"' not in client.get(f"{at}questions/add/").text
    other = client.send(f"{at}questions/add/", **question("school.other", WORDS, picture=OWN))
    assert other.status_code == 422
