"""A standing link to one survey: it names the place where somebody was asked, and nobody."""

from sqlalchemy import select

from portal.accounts.roles import Role
from portal.core import clock
from portal.core.db import db, transaction
from portal.places.actions import add_place
from portal.places.details import Details
from portal.places.models import Place, PlaceKind
from portal.surveys.queries import survey_by_slug
from portal.surveys.responses.models import Response
from tests.checked_client import CheckedClient
from tests.planting import area_called
from tests.signing_in import sign_in
from tests.surveys.journey import FIRST, START, begin, go

STAFF = "/liverpool/staff/surveys/"


def a_service() -> Place:
    """A service of Liverpool that holds annual reviews."""
    with transaction():
        kind, today = PlaceKind.PLACE, clock.today()
        details = Details(kind, "Review team", "1 High Street", today, None)
        add_place(area=area_called("liverpool"), details=details, by=None, at=clock.now())
    return db.session.scalars(select(Place).where(Place.name == "Review team")).one()


def test_the_link_of_a_service_leads_to_the_survey_and_keeps_the_place(client: CheckedClient) -> None:
    library = a_service()
    link = f"/liverpool/at/{library.slug}/parents-and-carers/"
    assert client.get(link).location == START
    begin(client)
    go(client, FIRST, answer="ehcp")
    kept = db.session.scalars(
        select(Response).where(Response.place_id == library.id, Response.state == "begun")
    )
    response = kept.one()
    assert (response.channel, response.submitted_on, response.by_card) == (library.channel, None, False)
    assert client.get(f"/liverpool/at/{library.slug}/no-such/").status_code == 404
    assert client.get("/liverpool/at/nowhere/parents-and-carers/").status_code == 404
    assert client.get(f"/wirral/at/{library.slug}/parents-and-carers/").status_code == 404


def test_staff_find_the_links_and_a_slip_to_print(client: CheckedClient) -> None:
    sign_in(client, Role.OFFICER)
    survey = survey_by_slug(area_called("liverpool"), "parents-and-carers")
    assert survey is not None
    place = a_service()
    page = client.get(f"{STAFF}{survey.id}/links/").text
    link = f"/at/{place.slug}/parents-and-carers/"
    assert link in page
    slip = client.get(f"{STAFF}{survey.id}/links/{place.id}/").text
    assert "poster__qr" in slip
    assert link in slip
