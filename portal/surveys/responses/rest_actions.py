"""A long survey in two sittings: the first answers are sent and count, the rest follows by the receipt."""

from datetime import datetime

from portal.core.errors import RuleBroken
from portal.surveys.questionnaire import Ask
from portal.surveys.responses.actions import submit_response
from portal.surveys.responses.models import Response

FEWEST_ANSWERED, FEWEST_LEFT = 5, 2


def send_first(
    *, response: Response, asked: list[Ask], answered: int, at: datetime, card: tuple[str, ...] | None
) -> None:
    """Send what is answered so far; the questions after the furthest reached stay open.

    It is one response and counts once: what follows is put into it. Refuses as `submit_response` does,
    and before there are FEWEST_ANSWERED answers.
    """
    if answered < FEWEST_ANSWERED or len(asked) - response.reached < FEWEST_LEFT:
        raise RuleBroken("Answer at least five questions first. Or send all of them at the end.")
    submit_response(response=response, asked=asked, at=at, card=card)
    response.may_add = True
