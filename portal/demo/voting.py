"""Made-up votes: a closed one in Liverpool over eight draft priorities, an open one in Wirral."""

from datetime import datetime, timedelta
from random import Random

from portal.accounts.queries import people_who_may
from portal.areas.models import Area
from portal.codes.actions import make_batch, words_to_print
from portal.core.permissions import Permission
from portal.places.queries import place_by_slug
from portal.voting.actions import make_vote
from portal.voting.ballot_actions import PURPOSE, cast_ballot
from portal.voting.closing_actions import confirm_close, record_hands
from portal.voting.models import Side, Vote, VoteChannel, VoteRule
from portal.voting.plans import OptionPlan, VotePlan
from portal.voting.queries import vote_by_slug

CLOSED, OPEN = "liverpool", "wirral"
EVENT_SHARE, CODE_SHARE = 0.25, 0.2
DRAFTS = (
    ("Shorter waits", "No long wait for help", "See a specialist sooner.", "23F3", 7),
    ("Good plans", "Good plans", "Plans that say what a child needs, on time.", "1F4C4", 9),
    ("Being heard", "Being heard", "Children and families help to decide.", "1F442", 5),
    ("Help in every school", "Help in every school", "Support in the school nearby.", "1F3EB", 8),
    ("Feeling well", "Feeling well", "Help with worries and low mood.", "2764", 6),
    ("Growing up", "Growing up", "Ready for work, college and a home.", "1F6B6", 4),
    ("Things to do", "Things to do", "Clubs and short breaks for everybody.", "26BD", 3),
    ("Finding help", "Finding help", "One place that says what there is.", "1F50D", 4),
)
USED_FOR = (
    "The board starts with the three that come first. Their words can still change. "
    "The others stay in the plan."
)


def plant_votes(area: Area, ballots: int, at: datetime) -> None:
    """The vote of this area, with ballots; nothing where it has one already or has none."""
    if area.slug not in {CLOSED, OPEN} or vote_by_slug(area, "priorities-for-our-next-plan"):
        return
    days = (-60, -20) if area.slug == CLOSED else (-5, 25)
    opens, closes = (at + timedelta(days=one) for one in days)
    chance = Random(f"votes {area.slug}")
    vote = _make(area, opens, closes)
    if area.slug == OPEN:
        _cast(area, vote, ballots // 3, chance, opens + timedelta(days=2))
        return
    _cast(area, vote, ballots, chance, opens + timedelta(days=2))
    hands = {option.key: weight for option, (*_words, weight) in zip(vote.options, DRAFTS, strict=True)}
    record_hands(
        vote=vote,
        title="Coffee morning of the forum",
        place=place_by_slug(area, "central-library"),
        people=18,
        hands=hands,
        by=None,
        at=closes - timedelta(days=3),
    )
    _close(area, vote, closes + timedelta(days=1))


def _make(area: Area, opens: datetime, closes: datetime) -> Vote:
    options = tuple(
        OptionPlan(title, easy, line, picture) for title, easy, line, picture, _weight in DRAFTS
    )
    plan = VotePlan(
        title="Priorities for our next plan",
        question="Which three things matter most to your family?",
        question_easy="What matters most to you? Pick 3.",
        used_for=USED_FOR,
        rule=VoteRule.PICK,
        opens_at=opens,
        closes_at=closes,
        options=options,
    )
    return make_vote(area=area, plan=plan, by=None, at=opens)


def _cast(area: Area, vote: Vote, count: int, chance: Random, at: datetime) -> None:
    """Ballots from the web, the family day and cards; one in fifty is empty."""
    cards = _cards(area, vote, count, at)
    weights = [weight for *_words, weight in DRAFTS]
    keys = [option.key for option in vote.options]
    for number in range(count):
        picked = set() if number % 50 == 49 else set(chance.choices(keys, weights, k=3))
        cast_ballot(
            vote=vote,
            choices=dict.fromkeys(sorted(picked), 1),
            channel=VoteChannel.EVENT if chance.random() < EVENT_SHARE else VoteChannel.WEB,
            once=f"{area.slug} {number}",
            code=cards.pop() if cards and chance.random() < CODE_SHARE else None,
            at=at,
        )


def _cards(area: Area, vote: Vote, count: int, at: datetime) -> list[tuple[str, ...]]:
    batch = make_batch(
        area=area,
        purpose=PURPOSE,
        subject_id=vote.id,
        opens=vote.title,
        title="Cards for the family day",
        count=max(10, count // 4),
        by=None,
        at=at,
    )
    return words_to_print(batch, at=at) or []


def _close(area: Area, vote: Vote, at: datetime) -> None:
    """An officer and somebody of the forum confirm the count."""
    sides = {Side.OFFICER: Permission.RUN_VOTES, Side.FORUM: Permission.CONFIRM_VOTES}
    for side, permission in sides.items():
        confirm_close(vote=vote, side=side, by=people_who_may(permission, area)[0].id, at=at)
