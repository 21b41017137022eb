"""Every write of receipts: make a code, join an act to it, take an act away."""

from datetime import datetime

from portal.areas.models import Area
from portal.codes.words import hash_code, make_words
from portal.core import clock, keys
from portal.core.db import db
from portal.core.deployment import secret_key
from portal.receipts.models import Receipt, ReceiptAct
from portal.receipts.queries import act_on

WORDS = 5


def code_hash(area: Area, words: tuple[str, ...]) -> str:
    """What is kept of a code: a keyed hash that also holds the area, so that no two areas share one."""
    secret = keys.derive(secret_key(), "receipts")
    return hash_code(words, secret=secret, purpose=f"receipt {area.slug}").hex()


def new_code() -> tuple[str, ...]:
    """Five easy words by chance, which open nothing until `give_receipt` gets them."""
    return make_words(WORDS)


def give_receipt(
    *, area: Area, kind: str, subject_id: int, words: tuple[str, ...], at: datetime
) -> Receipt | None:
    """Make a receipt for an act under a code (new_code), whose words are not kept here.

    None when the act has a receipt already.
    """
    if act_on(kind, subject_id) is not None:
        return None
    receipt = Receipt(area_id=area.id, code_hash=code_hash(area, words), made_on=clock.local(at).date())
    receipt.acts.append(ReceiptAct(kind=kind, subject_id=subject_id))
    db.session.add(receipt)
    db.session.flush()
    return receipt


def drop_act(*, kind: str, subject_id: int) -> None:
    """The act was taken back: nothing joins the receipt to it any more."""
    act = act_on(kind, subject_id)
    if act is not None:
        db.session.delete(act)
        db.session.flush()
