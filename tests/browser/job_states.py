"""A long job and an e-mail of an area, as its admin sees them while they wait for the worker."""

import flask

from portal.accounts.roles import Role
from portal.areas.queries import area_by_slug
from portal.core import clock
from portal.core.db import transaction
from portal.core.outbox.actions import post
from portal.core.worker.actions import start_job
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member


def see_job_states(app: flask.Flask, album: Album) -> None:
    """One job is started and one e-mail written; the admin looks at the lists and at both."""
    with app.app_context(), transaction():
        area = area_by_slug("liverpool")
        assert area is not None
        job = start_job(
            kind="shown", title="A long list", once_key="shown", area=area.id, by=None, at=clock.now()
        )
        number = job.id
        post(
            to="officer@example.org",
            kind="shown",
            subject="A list for you",
            body="The list is ready.",
            once_key="shown",
            area=area.id,
            at=clock.now(),
            for_staff=True,
        )
    admin = staff_member(app, album, Role.AREA_ADMIN)
    admin.page(f"{AREA}/staff/jobs/")
    admin.page(f"{AREA}/staff/jobs/{number}/")
    admin.crawl(f"{AREA}/staff/messages/", only="/staff/messages/")
