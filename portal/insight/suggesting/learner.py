"""A simple learner: naive Bayes over words and pairs of words, a theme at a time. Pure functions.

Nothing here needs a package; what is learned is a dict that fits into JSON.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log
from typing import Any

from portal.insight.suggesting.lexicon import lexicon

# a word that fewer people used may be a name: it is not kept
FEWEST_ITEMS = 3
FEWEST_OF_THEME = 5
MOST_REASONS = 4
COMMON = """a an and are as at be been but by do for from had has have he her him his i if in is it its me
my no not of on or our she so that the their them then there they this to us was we were what when which who
will with would you your"""
TOO_COMMON = frozenset(COMMON.split())
# how many texts' worth of "as everywhere" stands beside what was seen of a theme: the rare prove little
AS_EVERYWHERE = 4
Learned = dict[str, Any]
Example = tuple[str, frozenset[str]]


def features(words: str) -> set[str]:
    """The words and the pairs of neighbours that a text is told by, each once."""
    text = lexicon().tidy(words)
    return {word for word in text if word not in TOO_COMMON} | {
        f"{one} {other}" for one, other in pairwise(text) if {one, other} - TOO_COMMON
    }


def learn(examples: Sequence[Example]) -> Learned:
    """What these texts and their themes teach; themes with too few examples are left out."""
    everywhere: Counter[str] = Counter()
    of_theme: dict[str, Counter[str]] = {}
    sizes: Counter[str] = Counter()
    for words, themes in examples:
        found = features(words)
        everywhere.update(found)
        for theme in themes:
            sizes[theme] += 1
            of_theme.setdefault(theme, Counter()).update(found)
    kept = {feature for feature, count in everywhere.items() if count >= FEWEST_ITEMS}
    return {
        "items": len(examples),
        "everywhere": {feature: everywhere[feature] for feature in sorted(kept)},
        "themes": {
            theme: {
                "items": size,
                "features": {f: n for f, n in sorted(of_theme[theme].items()) if f in kept},
            }
            for theme, size in sorted(sizes.items())
            if size >= FEWEST_OF_THEME
        },
    }


def odds(learned: Learned, words: str) -> dict[str, tuple[float, list[str]]]:
    """For each theme the log of its odds in this text (above 0: rather yes), and what speaks for it."""
    known = [feature for feature in features(words) if feature in learned["everywhere"]]
    return {theme: _odds(learned, theme, known) for theme in learned["themes"]}


def _odds(learned: Learned, theme: str, known: Iterable[str]) -> tuple[float, list[str]]:
    all_items, of = learned["items"], learned["themes"][theme]
    inside, outside = of["items"], all_items - of["items"]
    says = {}
    for feature in known:
        seen, total = of["features"].get(feature, 0), learned["everywhere"][feature]
        usual = AS_EVERYWHERE * total / all_items
        share_inside = (seen + usual) / (inside + AS_EVERYWHERE)
        says[feature] = log(share_inside) - log((total - seen + usual) / (outside + AS_EVERYWHERE))
    strongest = sorted((f for f in says if says[f] > 0), key=lambda feature: (-says[feature], feature))
    return log((inside + 1) / (outside + 1)) + sum(says.values()), strongest[:MOST_REASONS]
