"""Finding a receipt by the words that somebody typed: wrong guesses are limited, right ones never."""

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.codes.words import Trouble, WordProblem, read_words
from portal.core.errors import RuleBroken
from portal.core.limits import limits
from portal.receipts.actions import WORDS, code_hash
from portal.receipts.models import Receipt
from portal.receipts.queries import receipt_by_hash

LIMIT = "wrong code"
WRONG_HERE = "20 per hour"
WRONG_IN_ALL = "2000 per hour"


def find_receipt(area: Area, typed: str, *, address: str | None) -> Receipt:
    """The receipt of this area that the five words open; a word with one slip is put right.

    Refuses (RuleBroken, field "code") words that cannot be read and a code that opens nothing here;
    TooMany after too many unknown ones from here or in all. Every page that takes a code asks here, so
    that no page tells more than another.
    """
    read = read_words(typed, WORDS)
    if isinstance(read, WordProblem):
        raise RuleBroken(unreadable(read), field="code", status=422)
    limits().allow(LIMIT, WRONG_HERE, address=address)
    limits().allow(LIMIT, WRONG_IN_ALL, address=None)
    receipt = receipt_by_hash(area.id, code_hash(area, read))
    if receipt is None:
        limits().spend(LIMIT, WRONG_IN_ALL, address=None)
        limits().spend(LIMIT, WRONG_HERE, address=address)
        words = _("We cannot find that code. Check each word, and try again.")
        raise RuleBroken(str(words), field="code", status=422)
    return receipt


def unreadable(problem: WordProblem) -> str:
    """The sentence for words that could not be read; it tells of our list of words, never of a code."""
    if problem.position is None:
        return str(_("Your code has five words. Type all of them."))
    told = {"place": problem.position, "word": problem.typed}
    if problem.trouble == Trouble.COULD_BE_SEVERAL:
        return str(_("Word %(place)s, “%(word)s”, could be two words. Check how it is spelled.", **told))
    return str(_("We do not know word %(place)s, “%(word)s”. Check how it is spelled.", **told))
