"""Made-up votes: a closed one in Liverpool over eight draft priorities, an open one in Wirral."""

from datetime import date, datetime, timedelta
from random import Random

from portal.accounts.queries import people_who_may
from portal.areas.models import Area
from portal.codes.actions import make_batch, words_to_print
from portal.core.permissions import Permission
from portal.core.vocabulary import Audience
from portal.demo.ballots import plant_calls, plant_pile, plant_pile_at_work
from portal.demo.paper import LIBRARY
from portal.paper.keyable import Entry
from portal.places.models import Place, PlaceKind
from portal.places.queries import place_by_slug, places_to_choose
from portal.voting.actions import make_vote
from portal.voting.ballot_actions import PURPOSE, cast_ballot
from portal.voting.closing_actions import confirm_close, record_hands
from portal.voting.models import Side, Vote, VoteChannel, VoteRule
from portal.voting.plans import OptionPlan, VotePlan
from portal.voting.queries import vote_by_slug

CLOSED, OPEN = "liverpool", "wirral"
CODE_SHARE = 0.2
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
    maker = _Maker(Random(f"votes {area.slug}"))
    vote, day = _make(area, opens, closes), opens + timedelta(days=2)
    if area.slug == OPEN:
        _cast(area, vote, ballots // 3, maker, day)
        plant_pile_at_work(area, vote, [maker.marks(number) for number in range(2)], day)
        return
    on_paper, calls = ballots // 6, ballots // 30
    _cast(area, vote, ballots - on_paper - calls, maker, day)
    library = place_by_slug(area, LIBRARY)
    plant_pile(area, vote, library, [maker.marks(number) for number in range(on_paper)], day)
    plant_calls(area, vote, [maker.marks(number) for number in range(calls)], day)
    _hands(vote, library, closes - timedelta(days=3))
    _close(area, vote, closes + timedelta(days=1))


class _Maker:
    """Makes one made-up ballot after the other, by chance with a seed."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.keys = [f"o{number}" for number in range(1, len(DRAFTS) + 1)]
        self.weights = [weight for *_words, weight in DRAFTS]

    def picked(self, number: int) -> list[str]:
        """Up to three options; one ballot in fifty is empty."""
        if number % 50 == 49:
            return []
        return sorted(set(self.chance.choices(self.keys, self.weights, k=3)))

    def audience(self) -> Audience | None:
        """Who votes; some do not say."""
        found: Audience | None = self.chance.choices([*Audience, None], [55, 18, 17, 10])[0]
        return found

    def way(self, places: dict[VoteChannel, Place | None]) -> tuple[VoteChannel, Place | None]:
        """Web, an event or a tablet, with its place."""
        channel = self.chance.choices(list(places), [55, 27, 18])[0]
        return channel, places[channel]

    def marks(self, number: int) -> dict[str, Entry]:
        """A ballot as it is keyed from paper."""
        audience = self.audience()
        who = {"who": Entry((audience.value,))} if audience else {}
        return {"choice": Entry(tuple(self.picked(number))), **who}


def _hands(vote: Vote, place: Place | None, at: datetime) -> None:
    """A room counted twice: the first numbers stay beside the right ones."""
    hands = {option.key: weight for option, (*_words, weight) in zip(vote.options, DRAFTS, strict=True)}
    room = {"vote": vote, "title": "Coffee morning of the forum", "place": place, "people": 18, "by": None}
    slip = {**hands, "o1": hands["o1"] + 2}
    first = record_hands(**room, hands=slip, at=at)  # type: ignore[arg-type]
    why = "Two people had raised both hands"
    record_hands(**room, hands=hands, at=at, corrects=first, why=why)  # type: ignore[arg-type]


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
        for_whom=(Audience.PARENT_CARER, Audience.YOUNG_PERSON) if area.slug == OPEN else (),
        places=tuple(places_to_choose(area, opens.date())),
    )
    return make_vote(area=area, plan=plan, by=None, at=opens)


def _cast(area: Area, vote: Vote, count: int, maker: _Maker, at: datetime) -> None:
    """Ballots from the web, the family day, a tablet in the library, and by cards."""
    cards, chance = _cards(area, vote, count, at), maker.chance
    events = [one for one in places_to_choose(area, date.min) if one.kind == PlaceKind.EVENT]
    places = {
        VoteChannel.WEB: None,
        VoteChannel.EVENT: events[-1] if events else None,
        VoteChannel.KIOSK: place_by_slug(area, LIBRARY),
    }
    for number in range(count):
        channel, place = maker.way(places)
        cast_ballot(
            vote=vote,
            choices=dict.fromkeys(maker.picked(number), 1),
            channel=channel,
            place_id=place.id if place else None,
            audience=maker.audience(),
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
