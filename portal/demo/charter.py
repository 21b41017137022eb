"""The agreement of the demonstration, and what made-up people say of how it is kept."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.charter.actions import rate, write_version
from portal.charter.models import After, Worked
from portal.charter.queries import versions_of

WORDS = (
    "We ask you early, while things can still change.\n"
    "We say what can change, and what cannot.\n"
    "We use plain words and Easy Read.\n"
    "We tell you what came of it, also when we say no.\n"
    "We pay for your travel and for someone to look after your child."
)
EASY = "We ask you early.\nWe use easy words.\nWe tell you what we did.\nWe pay for your bus."
ANSWERS = {Worked.VERY: 14, Worked.QUITE: 21, Worked.NOT_WELL: 11, Worked.NOT_SURE: 6}


def plant_agreement(area: Area, at: datetime) -> None:
    """Two versions, and answers of this quarter and the one before; nothing where there is one already."""
    if versions_of(area):
        return
    first, who = at - timedelta(days=500), "The parent carer forum, the youth group and the partnership"
    write_version(
        area=area, words=WORDS.splitlines()[0], easy_words="", agreed_with=who, seen=0, by=None, at=first
    )
    write_version(
        area=area,
        words=WORDS,
        easy_words=EASY,
        agreed_with=who,
        seen=1,
        by=None,
        at=at - timedelta(days=100),
    )
    for number, (answer, times) in enumerate(ANSWERS.items()):
        for turn in range(times):
            after = After.TOPIC if (turn + number) % 3 else After.EVENT
            rate(area=area, after=after, answer=answer, at=at - timedelta(days=95 * (turn % 2)))
