"""The register of what left: each thing once, with rule and checksum, by kind and month, at one price."""

import re
from datetime import timedelta

from portal.core import clock
from portal.core.db import db
from portal.exports.models import Export
from portal.releases.models import Release
from tests.checked_client import CheckedClient
from tests.exports.exporting import PURPOSE, make
from tests.query_count import statements
from tests.releases.releasing import after_it, after_the_round, answered, prepare, publish
from tests.signing_in import sign_in

REGISTER = "/liverpool/staff/register/"


def released(client: CheckedClient) -> Release:
    """A round with answers, counted and published after it ended."""
    answered({"agree-lot": 30})
    with after_it(client):
        publish(client, prepare(client))
    return db.session.query(Release).one()


def lines(client: CheckedClient, **narrowed: str) -> str:
    """The page as it reads, of one kind or month."""
    return client.get(REGISTER, query_string=narrowed).text


def test_a_release_and_a_file_stand_in_the_register_with_rule_and_checksum(client: CheckedClient) -> None:
    release = released(client)
    with clock.at(after_the_round()):
        make(client)
        page, export = lines(client), db.session.query(Export).one()
        assert release.sha256 in page and export.sha256 in page
        assert PURPOSE in page and export.file_name in page
        assert page.count("Threshold 10, star below 8, step 5, epsilon 1, percentages from 50.") == 2
        assert "We round all other numbers to the nearest 5." in page
        of_release = lines(client, kind="release")
        assert release.sha256 in of_release and export.sha256 not in of_release
        month = f"{clock.today():%Y-%m}"
        assert export.sha256 in lines(client, kind="themed", month=month)
        assert "Nothing of this kind left" in lines(client, kind="records")
        assert "Nothing of this kind left" in lines(client, month="2019-01")
        for wrong in ({"kind": "secret"}, {"month": "2026-13"}, {"month": "soon"}):
            assert client.get(REGISTER, query_string=wrong).status_code == 404


def test_a_month_is_that_of_the_local_clock(client: CheckedClient) -> None:
    release = released(client)
    assert release.published_at is not None
    first = clock.local(release.published_at).date().replace(day=1)
    before = first - timedelta(days=1)
    assert release.sha256 in lines(client, month=f"{first:%Y-%m}")
    assert release.sha256 not in lines(client, month=f"{before:%Y-%m}")


def test_the_page_costs_the_same_however_much_left(client: CheckedClient) -> None:
    sign_in(client, "officer")
    lines(client)
    with statements() as none:
        lines(client)
    released(client)
    with clock.at(after_the_round()):
        make(client)
        with statements() as some:
            found = lines(client)
    assert re.findall("SHA-256", found)
    assert len(some) == len(none)
