"""Who a vote is for and who votes, in plain words: never asked for proof, never shown beside one ballot."""

from flask_babel import gettext as _

from portal.core.vocabulary import Audience
from portal.voting.models import Vote


def audience_choices() -> list[tuple[str, str]]:
    """Each audience with the words in which a person says it of themselves."""
    return [
        (Audience.PARENT_CARER.value, str(_("A parent or carer"))),
        (Audience.YOUNG_PERSON.value, str(_("A child or young person"))),
        (Audience.PRACTITIONER.value, str(_("Someone who works with families"))),
    ]


def voters_of(vote: Vote) -> list[tuple[str, str]]:
    """Those choices that fit the people a vote is for: all of them where it is for everybody."""
    return [
        (code, words) for code, words in audience_choices() if code in vote.for_whom or not vote.for_whom
    ]


def audience_from(vote: Vote, said: str) -> Audience | None:
    """The audience that a page sent; None for somebody who did not say, or whom the vote is not for.

    In a vote for one audience nobody is asked: whoever votes votes as that.
    """
    if len(vote.for_whom) == 1:
        return Audience(vote.for_whom[0])
    return Audience(said) if said in dict(voters_of(vote)) else None


def invited(vote: Vote) -> str:
    """The people a vote is for, in a few words; empty for everybody."""
    people = {
        Audience.PARENT_CARER.value: _("parents and carers"),
        Audience.YOUNG_PERSON.value: _("children and young people"),
        Audience.PRACTITIONER.value: _("people who work with families"),
    }
    named = [str(words) for code, words in people.items() if code in vote.for_whom]
    return str(_(" and ")).join(named)
