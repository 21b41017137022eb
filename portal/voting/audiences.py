"""Who votes, in the words of the ballot: it may be left out, and it is never shown beside one ballot."""

from flask_babel import gettext as _

from portal.core.vocabulary import Audience


def audience_choices() -> list[tuple[str, str]]:
    """Each audience with the words in which a person says it of themselves."""
    return [
        (Audience.PARENT_CARER.value, str(_("A parent or carer"))),
        (Audience.YOUNG_PERSON.value, str(_("A child or young person"))),
        (Audience.PRACTITIONER.value, str(_("Someone who works with families"))),
    ]


def audience_from(said: str) -> Audience | None:
    """The audience that a page sent, None for somebody who did not say or sent something strange."""
    return Audience(said) if said in set(Audience) else None
