"""Every read of signatures under translations."""

from sqlalchemy import select

from portal.areas.models import Area
from portal.core.db import db
from portal.languages.models import TranslationSign


def sign_in_force(area: Area, language: str) -> TranslationSign | None:
    """The signature under which an area shows a language, None when it does not show it."""
    number = area.settings.languages.get(language)
    if number is None:
        return None
    rows = select(TranslationSign).where(TranslationSign.id == number, TranslationSign.area_id == area.id)
    return db.session.scalar(rows)


def signs_in_force(area: Area) -> dict[str, TranslationSign]:
    """The signatures an area uses, by language."""
    numbers = area.settings.languages.values()
    rows = select(TranslationSign).where(
        TranslationSign.id.in_(numbers), TranslationSign.area_id == area.id
    )
    found = db.session.scalars(rows.order_by(TranslationSign.language))
    return {sign.language: sign for sign in found}
