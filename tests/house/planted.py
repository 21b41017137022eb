"""What the house tests ask pages about: things planted on top of the demonstration, in two areas.

`Planted.of` fills the parameters of any address. A new parameter needs a line here.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select

from portal.accounts import invitation_actions
from portal.accounts.models import Person
from portal.accounts.roles import Role
from portal.areas.actions import change_settings
from portal.areas.brand import shipped_brand
from portal.codes.actions import make_batch, words_to_print
from portal.codes.models import CodeBatch
from portal.core import clock
from portal.core.db import db, transaction
from portal.core.outbox.queries import page_of_area as messages_of
from portal.core.vocabulary import Channel
from portal.core.worker.actions import start_job
from portal.feedback import actions as feedback
from portal.feedback.models import Desk as LiesOn
from portal.feedback.models import FeedbackItem, ItemState
from portal.feedback.stamps import stamp_of
from portal.languages import pseudo
from portal.paper.actions import make_batch as make_paper
from portal.paper.figures import Wanted
from portal.paper.sheet_actions import Desk, next_sheet
from portal.places.actions import add_place
from portal.places.details import Details
from portal.places.models import PlaceKind
from portal.receipts.actions import give_receipt, new_code
from portal.receipts.models import ReceiptAct
from portal.receipts.note_actions import leave_note
from portal.receipts.telling.actions import take_up, wish_to_be_told
from portal.receipts.telling.models import TellMe, TellMeWish
from portal.receipts.telling.tokens import Link, token_for
from portal.releases import actions as releases
from portal.releases.preparing import JOB, prepare_now
from portal.releases.queries import published_in, release_of
from portal.safeguarding.actions import Sender, ask_for_call
from portal.safeguarding.cover_actions import hand_over
from portal.safeguarding.models import Alert
from portal.safeguarding.notices import leads_of
from portal.strategies.queries import measures_of, priorities_of, strategies_of
from portal.strategies.tracking_actions import Brought, add_figure
from portal.strategies.tracking_queries import every_commitment, figures_of
from portal.surveys.queries import newest_waves, survey_by_slug, waves_still_to_close
from portal.surveys.responses.actions import PURPOSE, RECEIPT_KIND
from portal.surveys.responses.paper import SURVEY_PAPER
from portal.surveys.responses.queries import items_of
from tests.board.promises import planted_promise
from tests.charter.agreed import planted_agreement
from tests.consultations.deciding import planted_consultation
from tests.deployment import Deployment
from tests.earlier.bringing import brought
from tests.house.planted_board import a_report, reach_of
from tests.house.planted_files import files_of
from tests.house.planted_sorting import sorting_of
from tests.house.planted_surveys import a_builder, survey_called
from tests.house.planted_topics import a_topic
from tests.local_offer.listing import a_gap, planted_offer, searched_for, taught
from tests.pictures.made import drawn, own_picture
from tests.planting import answer, area_called, begun, submitted
from tests.signing_in import plant
from tests.voting.votes import open_and_closed

HERE, ELSEWHERE = "liverpool", "wirral"
BEGUN, SENT = "parents-and-carers", "young-people"
KIND = "survey-wave"
FIRST_KEY = "about.plan"
WORRYING = "My uncle hits me. Call 07700 900123."
Address = dict[str, str | int]


@dataclass(frozen=True)
class Planted:
    """What fills an address, by area; `held` and `receipts` are what a family's cookie holds, by area."""

    of: dict[str, Address]
    held: dict[str, dict[str, str]]
    receipts: dict[str, str]


def plant_house(deployment: Deployment) -> Planted:
    """Plant one thing of each kind in two areas of the demonstration."""
    addresses: dict[str, Address] = {}
    held, receipts = {}, {}
    with deployment.app.app_context():
        at = clock.now()
        for slug in (HERE, ELSEWHERE):
            admin = plant(Role.AREA_ADMIN, slug)
            colleague = plant(Role.BOARD_VIEWER, slug, f"colleague@{slug}.org")
            address: Address = {"person_id": colleague.id, "slug": BEGUN, "key": FIRST_KEY}
            with transaction():
                _own_colours(slug, at)
                held[slug], receipts[slug], act = _family(slug, at)
                address |= act | _staff(slug, admin, at) | _plans(slug) | _words(slug, admin, at)
                address |= _codes(slug, admin, at)
                address |= _paper(slug, admin, at)
                address |= a_builder(slug, admin, at) | sorting_of(slug, admin, at)
                address |= open_and_closed(slug)
                address |= planted_promise(slug, at)
                address |= planted_agreement(slug, at) | reach_of(slug)
                address |= planted_consultation(slug, at)
                address["earlier_id"] = brought(slug, admin.id).id
                address |= a_topic(slug, at, receipts[slug], admin.id)
            addresses[slug] = address | _release(slug, admin, at) | a_report(slug, at)
        with transaction():
            addresses[ELSEWHERE]["slug"] = survey_called(f"only-in-{ELSEWHERE}", ELSEWHERE, at)
    return Planted(addresses, held, receipts)


def _own_colours(slug: str, at: datetime) -> None:
    area = area_called(slug)
    settings = replace(area.settings, brand=shipped_brand(slug, area.settings.brand.logo_text))
    change_settings(area=area, settings=settings, by=None, at=at)


def _family(slug: str, at: datetime) -> tuple[dict[str, str], str, Address]:
    """One response begun and one sent, with worrying words, held by one cookie and one receipt."""
    half = answer(begun(slug, BEGUN), FIRST_KEY, "ehcp").response
    whole = submitted({"open.best": WORRYING}, slug, SENT)
    give_receipt(area=area_called(slug), kind=RECEIPT_KIND, subject_id=half.id, words=new_code(), at=at)
    act = db.session.scalars(select(ReceiptAct).where(ReceiptAct.subject_id == half.id)).one()
    held = {f"{slug}/{BEGUN}": str(half.id), f"{slug}/{SENT}": str(whole.id)}
    more = _on_the_receipt(slug, act.receipt_id, at)
    return held, f"{slug}/{act.receipt_id}", {"act_id": act.id, **more}


def _on_the_receipt(slug: str, receipt_id: int, at: datetime) -> Address:
    """One more act with harmless words and a note on them, and an address to tell, with its links."""
    area = area_called(slug)
    fine = submitted({"open.best": "The club."}, slug, SENT)
    db.session.add(ReceiptAct(receipt_id=receipt_id, kind=RECEIPT_KIND, subject_id=fine.id))
    db.session.flush()
    (item,) = items_of(fine).values()
    note = leave_note(item=item, words="We will ask the club.", by=1, at=at)
    wish_to_be_told(area=area, receipt_id=receipt_id, email=f"me@{slug}.org", at=at)
    wish = db.session.scalars(select(TellMeWish).where(TellMeWish.area_id == area.id)).one()
    take_up(wish=wish, area=area, standing="", at=at)
    one = db.session.scalars(select(TellMe).where(TellMe.area_id == area.id)).one()
    links = {"confirming": Link.CONFIRM, "stopping": Link.STOP}
    tokens = {name: token_for(link, area.id, one.id) for name, link in links.items()}
    return {**tokens, "note_id": note.id}


def _staff(slug: str, admin: Person, at: datetime) -> Address:
    invitation, token = invitation_actions.invite(
        area=area_called(slug), email=f"new@{slug}.org", role=Role.EDITOR, by=admin.id, at=at
    )
    job = start_job(
        kind="test", title="A test", once_key=f"test {slug}", area=area_called(slug).id, by=admin.id, at=at
    )
    message = messages_of(area_called(slug).id, 1).rows[0]
    return {"invitation_id": invitation.id, "token": token, "job_id": job.id, "message_id": message.id}


def _plans(slug: str) -> Address:
    strategy = strategies_of(area_called(slug))[0]
    priority = priorities_of(strategy)[0]
    (measure, *_more), (commitment, *_rest) = measures_of([priority]), every_commitment(strategy)
    brought = Brought(date(2025, 1, 1), 12.0, "census", is_public=False)
    add_figure(area=area_called(slug), measure=measure, brought=brought, by=1, at=clock.now())
    return {
        "measure": measure.slug,
        "commitment": commitment.slug,
        "figure_id": figures_of([measure])[measure.id][0].id,
        "strategy": strategy.slug,
        "priority": priority.slug,
        "theme": priority.themes[0].slug,
        "language": pseudo.CODE.lower(),
    }


def _words(slug: str, admin: Person, at: datetime) -> Address:
    """A visible item with a redaction and a tag, and an alert."""
    here = area_called(slug).id
    whole = FeedbackItem.words_redacted.is_(None) & (FeedbackItem.state == ItemState.CLEARED)
    # what lies on the topics' desk is not the partnership's to open
    own = FeedbackItem.desk == LiesOn.PARTNERSHIP
    rows = select(FeedbackItem).where(FeedbackItem.area_id == here, whole, own)
    item = db.session.scalars(rows.order_by(FeedbackItem.words, FeedbackItem.id).limit(1)).one()
    redaction = feedback.redact(item=item, start=0, end=1, reason="name", by=admin.id, at=at)
    alert = db.session.scalars(select(Alert).where(Alert.area_id == here).order_by(Alert.id)).first()
    assert alert is not None, "the worrying words raised no alert"
    call = ask_for_call(area=area_called(slug), sender=Sender("test", here), contact="07700 900123", at=at)
    lead = leads_of(area_called(slug))[0].id
    turn = hand_over(area=area_called(slug), to=lead, note="All is quiet.", by=lead, at=at)
    ids: Address = {"item_id": item.id, "redaction_id": redaction.id, "alert_id": alert.id}
    ids |= {"call_id": call.id, "turn_id": turn.id, "worry": "harm-by-others"}
    # no part of an address: the form of an item's page sends it
    return {**ids, **files_of(slug, admin, at), "stamp": stamp_of(item)}


def _release(slug: str, admin: Person, at: datetime) -> Address:
    """An ended round, prepared with a quote, a count that waits, and what is published of another."""
    area_id = area_called(slug).id
    with transaction():
        word = survey_called(f"ended-in-{slug}", slug, at - timedelta(days=90))
        survey = survey_by_slug(area_called(slug), word)
        assert survey is not None
        wave_id = survey.waves[0].id
    number = prepare_now(area_id, KIND, wave_id, by=admin.id, report=lambda *_far: None)
    with transaction():
        release = release_of(area_called(slug), number)
        assert release is not None
        releases.choose_quote(release=release, item_id=1, version=1, by=admin.id, at=at)
        job = start_job(
            kind=JOB, title="A count", once_key=f"count {slug}", area=area_id, by=admin.id, at=at
        )
        published = next(one for one in published_in(area_called(slug)) if one.kind == KIND)
        files = {"making_id": "export", "records_id": "records"}
        files |= {"laying_id": "layout", "reaching_id": "reach"}
        made = {
            name: start_job(
                kind=kind, title="A file", once_key=f"{kind} {slug}", area=area_id, by=admin.id, at=at
            ).id
            for name, kind in files.items()
        }
        return {
            **made,
            "release_id": release.id,
            "quote_id": release.quotes[0].id,
            "preparing_id": job.id,
            "subject_id": wave_id,
            "kind": KIND,
            "thing": published.thing,
            "occasion": published.occasion,
        }


def _codes(slug: str, admin: Person, at: datetime) -> Address:
    """A batch for staff, and the link of a card from another one, so that no visit ends the other."""
    batches = [_batch(slug, admin, at) for _turn in range(2)]
    cards = words_to_print(batches[1], at=at)
    assert cards is not None
    return {"batch_id": batches[0].id, "code": "-".join(cards[0])}


def _batch(slug: str, admin: Person, at: datetime) -> CodeBatch:
    area = area_called(slug)
    wave = waves_still_to_close(area, at)[0]
    return make_batch(
        area=area,
        purpose=PURPOSE,
        subject_id=wave.id,
        opens=wave.title,
        title="At the library",
        count=3,
        by=admin.id,
        at=at,
    )


def _paper(slug: str, admin: Person, at: datetime) -> Address:
    """A place, a picture, and a batch of paper with one part-filled form."""
    area, today = area_called(slug), clock.local(at).date()
    picture = own_picture(slug, content=drawn(size=(9, len(slug))), by=admin.id)
    details = Details(PlaceKind.PLACE, f"Library of {slug}", "High Street", today, None)
    place = add_place(area=area, details=details, by=admin.id, at=at)
    batch_id, sheet_id = a_batch(slug, admin, at, place.id)
    wave = newest_waves(area)[0]
    return {
        "place": place.slug,
        "place_id": place.id,
        **planted_offer(slug, admin.id),
        "cluster_id": searched_for(slug),
        **a_gap(slug, admin.id),
        **taught(slug, admin.id),
        "report": "top",
        "picture_id": picture.id,
        "content_hash": picture.file.content_hash,
        "paper_id": batch_id,
        "sheet_id": sheet_id,
        "wave_id": wave.id,
    }


def a_batch(slug: str, admin: Person, at: datetime, place_id: int) -> tuple[int, int]:
    """The ids of a batch that is being keyed and of its only form, which is empty."""
    area = area_called(slug)
    subject = SURVEY_PAPER.subjects(area, at)[0]
    variant = subject.variants[0][0]
    wanted = Wanted(subject.id, variant, subject.name, "Coffee morning", place_id)
    batch = make_paper(
        area=area,
        kind=SURVEY_PAPER,
        wanted=wanted,
        channel=Channel.PAPER,
        handed_out=5,
        by=admin.id,
        at=at,
    )
    paper = SURVEY_PAPER.form(area, subject.id, variant)
    sheet = next_sheet(batch=batch, desk=Desk(area, SURVEY_PAPER, paper, admin.id, at))
    return batch.id, sheet.id
