"""How many syllables an English word has, by its spelling: near enough to weigh how hard a text is.

Groups of vowels are counted; then come the places where English spelling hides a syllable or shows one
that nobody says. What no rule gets right stands in EXCEPTIONS.
"""

import re
from functools import lru_cache

_LISTED = """
1 eye eyes whole clothes aren't weren't you're they're we're tier pier fierce
2 people every business evening science quiet diet poem being theatre react really doing client trial dial
2 someone sometimes something somewhere college giant lion riot dual fuel duel cruel fluid ruin going
2 chocolate create learned blessed naked wicked
3 area areas idea ideas everyone everything everywhere anyone created creates creative family
3 reliant diagnose violent violence theory museum piano video radio library
4 society reality reliable diagnosis experience appreciate variety actually usually comfortable
6 responsibility
"""
EXCEPTIONS = {
    word: int(count) for count, *words in map(str.split, _LISTED.strip().splitlines()) for word in words
}

_VOWELS = re.compile("[aeiouy]+")

# spelt but not said
_SILENT = (
    re.compile(r"(?<=[^aeiouy])e$(?<![^aeiouy]le)(?<![^aeiouyr]re)"),  # make, rule; not table, centre
    re.compile(r"(?<=[^aeiouytd])ed$(?<![^aeiouylrw]led)"),  # asked; not needed, settled
    re.compile(
        r"(?<=[^aeiouyscxzg])es$(?<![cs]hes)(?<![^aeiouy]les)(?<![^aeiouyr]res)"
    ),  # times; not places
    re.compile(r"(?<=[^aeiouy])e(?=(?:ly|ful|fully|less|ment|ments|ness|work|time|times|where|thing)$)"),
    re.compile(r"(?<=[gq])ues?$"),  # league, unique
)

# said but not spelt with a vowel of its own
_HIDDEN = (
    re.compile(r"[aeiouy]ings?$"),  # play-ing
    re.compile(r"(?<![tscgxln])i(?:a|o|u)"),  # ra-di-o, ser-i-ous; not na-tion, spe-cial
    re.compile(r"(?<![tc])ie(?:t|n[ct])"),  # cli-ent; not pa-tient
    re.compile(r"(?<=[^aeiouytc])ie(?:r|rs|st)$"),  # eas-i-er
    re.compile(r"(?<![gq])ua[lrt]"),  # us-u-al; not qual-ity
    re.compile(r"(?<=[aeou])y(?=[aeou])(?!ed$)"),  # play-er
    re.compile(r"eo(?!u)"),  # vid-e-o
    re.compile(r"(?:s|th)m$"),  # au-tis-m
    re.compile(r"(?<=[ds])n't$"),  # did-n't
)


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """The syllables of one English word, at least 1; a number counts as one."""
    small = word.lower().replace("’", "'")
    for known in (small, small.removesuffix("'s")):
        if known in EXCEPTIONS:
            return EXCEPTIONS[known]
    small = small.removesuffix("'s")
    count = sum(1 for _ in _VOWELS.finditer(small))
    count -= sum(1 for rule in _SILENT if rule.search(small))
    count += sum(1 for rule in _HIDDEN for _ in rule.finditer(small))
    return max(count, 1)
