"""The states of votes: made, open, chosen in three ways, sent, ended, confirmed, and the result."""

import flask

from portal.accounts.roles import Role
from portal.core.db import transaction
from portal.voting.models import VoteRule
from tests.browser.album import Album
from tests.browser.answering import AREA
from tests.browser.staff_states import staff_member
from tests.browser.visitor import Visitor
from tests.voting.votes import a_vote, end_voting_now

VOTES, STAFF = f"{AREA}/votes/", f"{AREA}/staff/votes/"


def see_voting_states(app: flask.Flask, album: Album) -> None:
    """Families vote in each way; an officer and the forum close; everybody sees the result."""
    with app.app_context(), transaction():
        ids = {rule: a_vote(rule, title=f"Album {rule}").id for rule in VoteRule}
    _families(app, album)
    officer = staff_member(app, album, Role.OFFICER)
    forum = staff_member(app, album, Role.FORUM_MODERATOR)
    _staff(officer, forum, f"{STAFF}{ids[VoteRule.PICK]}/")
    late = Visitor(app, album, "a family with an old tab")
    late.post_form(f"{VOTES}album-dots/", 303)
    with app.app_context(), transaction():
        end_voting_now(ids[VoteRule.DOTS])
    late.page(f"{VOTES}album-dots/choose/")
    late.page(f"{VOTES}album-dots/results/")
    late.page(f"{VOTES}priorities-for-our-next-plan/results/")
    late.page(f"{VOTES}priorities-for-our-next-plan/results/poster/")
    late.page(f"{VOTES}priorities-for-our-next-plan/results/?easy=yes")
    late.page(f"{VOTES}album-ranking/how-it-is-used/")
    late.page(f"{VOTES}album-ranking/how-it-is-used/?easy=no")
    _tablet(app, album, ids[VoteRule.RANKING])


def _families(app: flask.Flask, album: Album) -> None:
    family = Visitor(app, album, "a family that votes")
    family.page(VOTES)
    family.page(f"{VOTES}album-pick/")
    family.post_form(f"{VOTES}album-pick/practice/", 303, at=f"{VOTES}album-pick/")
    family.page(f"{VOTES}album-pick/choose/")
    family.post_form(f"{VOTES}album-pick/check/", 303)
    family.page(f"{VOTES}album-pick/practised/")
    for way, press in (("pick", {"choice": "o1"}), ("dots", {"more": "o1"}), ("ranking", {"more": "o2"})):
        here = f"{VOTES}album-{way}/"
        family.page(here)
        family.post_form(here, 303)
        family.post_form(f"{here}choose/", 303, **press)
        family.page(f"{here}choose/")
        family.page(f"{here}check/")
        family.post_form(f"{here}check/", 303)
        family.page(f"{here}done/")
    family.post_form(f"{VOTES}album-pick/receipt/", 303, at=f"{VOTES}album-pick/done/")
    family.page(f"{VOTES}album-pick/done/")
    family.page(f"{AREA}/receipt/")


def _tablet(app: flask.Flask, album: Album, vote_id: int) -> None:
    """An officer's device becomes a tablet: it waits, is used, asks, thanks, ends with the vote."""
    tablet = staff_member(app, album, Role.OFFICER)
    tablet.post_form(f"{STAFF}{vote_id}/tablet/", 422, place="99")
    tablet.post_form(f"{STAFF}{vote_id}/tablet/", 303, place="0")
    tablet.who = "somebody at a tablet"
    here = f"{VOTES}album-ranking/"
    tablet.page(f"{here}kiosk/")
    tablet.post_form(f"{here}kiosk/", 303, easy="yes")
    tablet.post_form(f"{here}choose/", 303, more="o2")
    for page in ("choose/", "kiosk/still-there/", "check/", "kiosk/thanks/", "kiosk/stop/"):
        tablet.page(f"{here}{page}")
    with app.app_context(), transaction():
        end_voting_now(vote_id)
    tablet.page(f"{here}choose/")
    tablet.page(f"{here}kiosk/")


def _staff(officer: Visitor, forum: Visitor, shown: str) -> None:
    officer.page(STAFF)
    officer.post_form(f"{STAFF}make/", 422)
    for page in ("", "count/", "options/", "hands/", "end/", "adds-up/", "tablet/", "guide/"):
        officer.page(f"{shown}{page}")
    hands = {f"hands-o{number}": "2" for number in range(1, 5)}
    officer.post_form(f"{shown}hands/", 303, title="Hall", people="9", place="0", **hands)
    officer.post_form(f"{shown}end/", 303)
    officer.post_form(f"{shown}confirm/", 303, at=shown)
    officer.page(shown)
    officer.page(f"{shown}outside/")
    forum.post_form(f"{shown}confirm/", 303, at=shown)
    forum.page(f"{shown}results/")
    forum.page(f"{shown}adds-up/")
