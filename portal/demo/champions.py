"""Made-up Local Offer champions: some are done, some half way, some never answered."""

from datetime import datetime, timedelta

from portal.areas.models import Area
from portal.core import clock
from portal.demo.sorting import officer_of
from portal.local_offer.champions.actions import correct, name_champion, still_right, stop_emails
from portal.local_offer.champions.asking import ask
from portal.local_offer.champions.models import Champion
from portal.local_offer.champions.queries import open_champions, page_of_entries, page_without

NAMED = timedelta(days=200)
NINE = timedelta(hours=9)


def plant_champions(area: Area, at: datetime) -> None:
    """A champion for two organisations of three; nothing where the area has some already."""
    if open_champions(area):
        return
    by, settings = officer_of(area), page_without(area, 1).rows
    term = area.settings.term_of(clock.local(at).date())
    asked_at = min(clock.local_midnight(term) + NINE, at) if term else at
    for number, one in enumerate(settings[: max(1, len(settings) * 2 // 3)]):
        work = "SENCO" if "School" in one.name else "Local Offer lead"
        email = f"champion{number}@{area.slug}.example.org"
        role = f"{work} at {one.name}"
        named = name_champion(area=area, of=one, role=role, email=email, by=by, at=at - NAMED)
        ask(area=area, champion_id=named.id, at=asked_at)
        _answer(named, number, asked_at, at)


def _answer(champion: Champion, number: int, asked_at: datetime, at: datetime) -> None:
    """The first looks at everything, the second corrects one, the third never answers, and so on."""
    if number % 5 == 2:
        return
    page = page_of_entries(champion, clock.local(asked_at).date(), 1)
    looked_at = min(asked_at + timedelta(days=9), at)
    for service in page.rows if number % 5 == 0 else page.rows[:2]:
        if service.last_checked_on and service.last_checked_on >= clock.local(looked_at).date():
            continue
        still_right(
            champion_id=champion.id, service_id=service.id, seen_version=service.version, at=looked_at
        )
    if number % 5 == 1:
        values = {"schedule": "Tuesdays, 4pm to 5:30pm, in term time"}
        correct(champion_id=champion.id, service_id=page.rows[-1].id, values=values, at=looked_at)
    if number % 5 == 3:
        stop_emails(champion_id=champion.id, at=looked_at)
