"""Words that nobody has sorted yet, over quarters: nothing is called sure that they could turn round."""

from sqlalchemy import insert

from portal.core import clock
from portal.core.db import db, transaction
from portal.feedback.models import FeedbackItem, ItemState, Tag
from portal.insight.periods import Span, periods
from portal.strategies.queries import theme_by_slug
from tests.checked_client import CheckedClient
from tests.insight.many import comment
from tests.signing_in import sign_in

THEME = "/liverpool/staff/trends/themes/health/"
SMALLER = "A smaller share than the time before, and that is sure."


def _forty(quarters_ago: int, state: ItemState, theme: str | None) -> None:
    """So many parents wrote in a quarter, each one comment, under a theme or not sorted at all."""
    first = periods(Span.QUARTERS, clock.today())[-1 - quarters_ago].first
    rows = [comment(first, state) for _person in range(40)]
    with transaction():
        db.session.execute(insert(FeedbackItem), rows)
        found = theme_by_slug(theme) if theme else None
        if found is not None:
            plain = {"theme_id": found.id, "put_how": "person", "put_at": clock.now()}
            db.session.execute(insert(Tag), [{"item_id": row["id"], **plain} for row in rows])


def test_a_quarter_that_nobody_has_sorted_yet_has_not_surely_changed(client: CheckedClient) -> None:
    _forty(1, ItemState.CLEARED, "health")
    _forty(0, ItemState.READ, None)
    sign_in(client, "officer")
    page = client.get(THEME).text
    assert SMALLER not in page
    assert "Not sure: words still wait to be sorted." in page and "40 people" in page


def test_a_quarter_that_is_sorted_surely_changed(client: CheckedClient) -> None:
    _forty(1, ItemState.CLEARED, "health")
    _forty(0, ItemState.CLEARED, "learning-inclusion")
    sign_in(client, "officer")
    assert SMALLER in client.get(THEME).text


def test_a_quarter_in_which_hardly_anybody_wrote_is_no_step_of_the_line(client: CheckedClient) -> None:
    _forty(2, ItemState.CLEARED, "health")
    with transaction():
        db.session.execute(
            insert(FeedbackItem),
            [comment(periods(Span.QUARTERS, clock.today())[-2].first, ItemState.CLEARED)],
        )
    _forty(0, ItemState.CLEARED, None)
    sign_in(client, "officer")
    page = client.get(THEME).text
    # of the one who wrote in between nothing is drawn, and the newest is compared with the forty before
    assert page.split("</figure>")[0].count("<circle") == 2
    assert SMALLER in page
