"""Reading a code that somebody typed or scanned, with a limit on wrong guesses and none on right ones.

Three words are 30 bits, so guessing must stay slow. A hall shares one address: only *wrong* codes
count there, and more of them than for a receipt, because a whole hall may misread its cards.
"""

from flask_babel import gettext as _

from portal.codes.actions import UNKNOWN, WORDS, code_hash, refusal
from portal.codes.models import CodeBatch
from portal.codes.queries import code_by_hash
from portal.codes.words import WordProblem, read_words
from portal.core.errors import RuleBroken
from portal.core.limits import limits

WRONG_HERE = "60 per hour"
WRONG_IN_ALL = "2000 per hour"
LIMIT = "wrong card"


def find_code(typed: str, *, address: str | None) -> tuple[CodeBatch, tuple[str, ...]]:
    """The batch of a code that still works, and its words put right.

    Refuses (RuleBroken, field "code") words that cannot be read and codes that are unknown, used or
    void; TooMany after too many unknown ones from here or in all.
    """
    read = read_words(typed, WORDS)
    if isinstance(read, WordProblem):
        raise RuleBroken(unreadable(read), field="code", status=404)
    limits().allow(LIMIT, WRONG_HERE, address=address)
    limits().allow(LIMIT, WRONG_IN_ALL, address=None)
    found = code_by_hash(code_hash(read))
    if found is None:
        limits().spend(LIMIT, WRONG_IN_ALL, address=None)
        limits().spend(LIMIT, WRONG_HERE, address=address)
        raise RuleBroken(UNKNOWN, field="code", status=404)
    no = refusal(found.state)
    if no is not None:
        raise RuleBroken(no, field="code", status=404)
    return found.batch, read


def unreadable(problem: WordProblem) -> str:
    """The sentence for words that could not be read."""
    if problem.position is None:
        return str(_("A card has three words. Type all of them."))
    place, word = problem.position, problem.typed
    return str(
        _("We do not know word %(place)s, “%(word)s”. Check how it is spelled.", place=place, word=word)
    )
