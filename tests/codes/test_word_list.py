"""The list of 1,024 words keeps its promises: everyday, kind, and far enough apart."""

import re
from itertools import combinations, pairwise

import pytest

from portal.codes.words import word_list
from portal.safeguarding.screening import screen, shipped_word_list

pytestmark = pytest.mark.pure

# words that sound the same; one of them may stand in the list, never two
SOUND_THE_SAME = """
flower flour|pear pair|bear bare|deer dear|hare hair|whale wail|sail sale|tail tale|plane plain
road rode|horse hoarse|rain reign|night knight|sun son|sea see|wood would|leaf lief|root route
berry bury|cereal serial|bread bred|meat meet|beet beat|roll role|pie pi|tea tee|week weak|hour our
eight ate|four fore|blue blew|stair stare|pail pale|bowl bole|boulder bolder|beach beech|creek creak
tide tied|wave waive|board bored|cellar seller|cent sent|cord chord|court caught|fair fare|feet feat
flea flee|grate great|groan grown|hall haul|heal heel|knot not|loan lone|mail male|main mane|pane pain
peace piece|pedal peddle|medal meddle|metal mettle|pole poll|sauce source|scene seen|stake steak
story storey|team teem|tyre tire|waist waste|weather whether|yolk yoke|paws pause|panda pander
manner manor|lesson lessen|cymbal symbol|dairy diary|desert dessert|carrot carat|coarse course
core corps|current currant|die dye|find fined|guest guessed|idle idol|key quay|lane lain|made maid
miner minor|mussel muscle|mustard mustered|palette pallet|peak peek|peer pier|profit prophet
quarts quartz|rose rows|saw sore|sew sow|shore sure|sight site|sole soul|steal steel|suite sweet
threw through|throne thrown|toad towed|toe tow|vale veil|vain vein|wait weight|warn worn|way weigh
which witch|whine wine|write right|tuna tuner|chilli chilly|boarder border|castor caster|draw drawer
lava larva|pasta pastor|naval navel|tailor tailer
"""

# a sample of what was left out while the list was made: names, sad, frightening or medical words, faith,
# politics and brands, and everyday words that hurt when they stand beside others
LEFT_OUT = """
robin jasmine basil ginger ruby pearl amber summer autumn lily olive cherry rose daisy poppy holly hazel
alone cry tear grave ghost blood knife bomb fire storm snake spider shark axe trap cage prison police
pill tablet needle nurse doctor cough fever special mental slow thick simple giant helmet
church temple angel bible heaven devil vote party labour king queen jaguar galaxy orange apple amazon
donkey monkey whale walrus pig cow slug coconut banana cracker spade hoe tickle cuddle
"""


def test_there_are_1024_words_in_the_order_of_the_alphabet() -> None:
    words = word_list()
    assert len(words) == 1024 == len(set(words))
    assert list(words) == sorted(words)


def test_every_word_has_four_to_seven_plain_letters() -> None:
    assert [word for word in word_list() if not re.fullmatch("[a-z]{4,7}", word)] == []


def test_any_two_words_are_at_least_two_slips_apart() -> None:
    assert [(a, b) for a, b in combinations(word_list(), 2) if one_slip_apart(a, b)] == []


def one_slip_apart(a: str, b: str) -> bool:
    """True when one letter more, fewer or other, or two letters changed about, turns a into b."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2][::-1] == long[start : start + 2]
    return short[start + 1 :] == long[start + 1 :] or (swapped and short[start + 2 :] == long[start + 2 :])


def test_no_word_stands_beside_its_plural() -> None:
    words = set(word_list())
    endings = [("", "s"), ("", "es"), ("y", "ies"), ("f", "ves"), ("fe", "ves")]
    plurals = [
        (word, plural)
        for word in words
        for one, many in endings
        if word.endswith(one) and (plural := word.removesuffix(one) + many) in words
    ]
    assert plurals == []


def test_no_two_words_sound_the_same() -> None:
    words = set(word_list())
    groups = (set(group.split()) for line in SOUND_THE_SAME.split("\n") for group in line.split("|"))
    assert [group for group in groups if len(group & words) > 1] == []


def test_unkind_words_stay_out() -> None:
    assert set(LEFT_OUT.split()) & set(word_list()) == set()


def test_no_word_worries_the_safeguarding_list() -> None:
    words = word_list()
    assert [word for word in words if screen(word, shipped_word_list()).level] == []
    assert [pair for pair in pairwise(words) if screen(" ".join(pair), shipped_word_list()).level] == []
