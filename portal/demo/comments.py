"""Made-up comments on the Local Offer with their answers, in each state, through the actions."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from portal.accounts.queries import people_in
from portal.accounts.roles import Role
from portal.areas.models import Area
from portal.core import clock
from portal.core.checked_yaml import load_shipped
from portal.core.vocabulary import Audience
from portal.local_offer.comments import actions
from portal.local_offer.comments.actions import Sent
from portal.local_offer.comments.details import Answer
from portal.local_offer.comments.models import CommentGroup, CommentKind, Helper, OfferComment, Reason
from portal.local_offer.comments.queries import groups_of
from portal.local_offer.comments.report import figures_of
from portal.local_offer.directory.queries import shown_services

FILE = Path(__file__).parent / "data" / "comments.yaml"
WHO = {"parent": Audience.PARENT_CARER, "young": Audience.YOUNG_PERSON, "worker": Audience.PRACTITIONER}
# so that the same sentence does not stand there three times
ENDINGS = ("", " Other families say so too.", " It was the same last year.")


def plant_comments(area: Area, most: int, at: datetime) -> None:
    """Up to `most` comments of the last eighteen months; nothing where the area has answers already."""
    if groups_of(area):
        return
    shipped, chance = load_shipped(FILE), Random(f"comments of {area.slug}")
    by = next(person.id for person in people_in(area) if Role.OFFICER in person.roles_in(area))
    groups = {one["title"]: _answer(area, one, by, at) for one in shipped["answers"]}
    services = shown_services(area)
    for number in range(most):
        one = shipped["comments"][number % len(shipped["comments"])]
        then = at - timedelta(days=chance.randrange(5, 540))
        words = one["words"] + ENDINGS[number // len(shipped["comments"]) % len(ENDINGS)]
        sent = Sent(
            kind=CommentKind(one["kind"]),
            words=words,
            audience=WHO[one["who"]],
            helper=Helper(one["for"]) if "for" in one else None,
            service=chance.choice(services) if one.get("service") and services else None,
        )
        comment = actions.send_comment(area=area, sent=sent, at=then)
        _decide(comment, one["decision"], groups, by, then + timedelta(days=4))
    for held in shipped["consultations"]:
        day = clock.local(at - timedelta(days=held["days"])).date()
        actions.note_consultation(
            area=area, body=held["body"], held_on=day, evidence=held["evidence"], by=by, at=at
        )
    _report(area, by, at)


def _answer(area: Area, one: dict[str, Any], by: int, at: datetime) -> CommentGroup:
    group = actions.make_group(area=area, title=one["title"], by=by, at=at)
    day = clock.local(at + timedelta(days=30 * one["months"])).date()
    answer = Answer(one["title"], one["response"], one["action"], day)
    actions.answer_group(group=group, answer=answer, seen_version=group.version, by=by, at=at)
    return group


def _decide(
    comment: OfferComment, decision: str, groups: dict[str, CommentGroup], by: int, at: datetime
) -> None:
    if decision in set(Reason):
        actions.keep_back(comment=comment, reason=Reason(decision), by=by, at=at)
    elif decision != "waiting":
        actions.publish(comment=comment, group=groups.get(decision), by=by, at=at)


def _report(area: Area, by: int, at: datetime) -> None:
    """The twelve whole months before this one are published."""
    today = clock.local(at).date()
    begins = today.replace(year=today.year - 1, day=1)
    figures = figures_of(area, begins, actions.year_from(begins))
    actions.publish_report(area=area, begins=begins, figures=figures, by=by, at=at)
