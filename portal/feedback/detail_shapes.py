"""The shapes of personal details, as regular expressions over plain text.

Plain text has small Latin letters, digits 0 to 9 whatever the alphabet, one kind of space, dash and
apostrophe, and is as long as the text it came from. Every expression begins with the few signs it can
begin with and moves forward only (a fixed number of steps, or possessive), so that two megabytes of
anything take a fraction of a second.
"""

import re
import unicodedata

LETTER = "\x01"  # stands for a letter of another alphabet
OTHER = "\x02"  # stands for a sign that is part of no detail
KEPT_SIGNS = 20_000  # a hostile text must not fill the memory with signs seen once


def _plain_sign(sign: str) -> str:
    """The plain sign for one sign that is not ASCII."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind in ("Zs", "Cf"):
        return " "
    if kind == "Pd" or sign == "−":
        return "-"
    if sign in "’‘ʼ":
        return "'"
    latin = unicodedata.normalize("NFKC", sign).lower()
    if len(latin) == 1 and latin.isascii():
        return latin
    return LETTER if sign.isalpha() or kind in ("Mn", "Mc") else OTHER


class _Plain(dict[int, str]):
    """One plain sign for one sign, worked out when it is first met (for str.translate)."""

    def __missing__(self, code: int) -> str:
        plain = _plain_sign(chr(code))
        if len(self) < KEPT_SIGNS:
            self[code] = plain
        return plain


_PLAIN = _Plain({code: chr(code).lower() for code in range(128)} | {ord("\t"): " ", 1: OTHER, 2: OTHER})


def plain(text: str) -> str:
    """The text in plain signs, each at the place where it stood."""
    return text.translate(_PLAIN)


# what may stand between the digits of one number
_GAP = r"[ .()\-]{0,3}+"
_DIGIT = _GAP + "[0-9]"  # written out as often as needed: counted repeats of a group are ten times as slow
_WORD = rf"a-z0-9{LETTER}"

A_DIGIT = re.compile("[0-9]")  # in every detail but an e-mail address

EMAIL = re.compile(
    # a run of these is looked at once, from its first sign
    rf"[{_WORD}_.+%\-](?<![{_WORD}_.+%\-]{{2}})[{_WORD}_.+%\-]*+(?:'[{_WORD}_.+%\-]++){{0,3}}+"
    rf"@[{_WORD}](?:[{_WORD}\-])*+(?:\.[{_WORD}][{_WORD}\-]{{0,62}}+)++"
)

# 07 mobile, 01 and 02 by place, 055 and 056 over the internet; some places have one digit fewer
_LEAD = "|".join(
    (
        rf"\+(?<![0-9+]\+)44{_GAP}0?",
        rf"0(?<![0-9+]0)044{_GAP}0?",
        rf"4(?<![0-9+]4)4{_GAP}0?",
        r"\((?<![0-9+]\()0",
        r"0(?<![0-9+]0)",
    )
)
PHONE = re.compile(
    rf"(?:{_LEAD}){_GAP}"
    rf"(?:[72]{_DIGIT * 9}|1{_DIGIT * 8}(?:{_DIGIT})?|5{_GAP}[56]{_DIGIT * 8})(?![0-9])"
)

# ten digits in the groups people write: the first digit, then the rest, which the next look may share
_THREE, _FOUR = "[0-9]" * 3, "[0-9]" * 4
TEN_DIGITS = re.compile(
    rf"[0-9](?<![0-9][0-9])(?=([0-9]{{2}}(?:{_GAP}{_THREE}{_GAP}{_FOUR}|[0-9]{_GAP}{_THREE}{_GAP}{_THREE}"
    rf"|[0-9]{{2}}{_GAP}[0-9]{_FOUR})(?![0-9])))"
)

# two letters that are given out (and QQ, which every example uses), six digits, one letter
NATIONAL_INSURANCE = re.compile(
    rf"[a-z](?<![{_WORD}][a-z])(?:(?<=[abceghj-prstw-z])[abceghj-nprstw-z](?<!bg|gb|kn|nk|nt|tn|zz)|(?<=q)q)"
    rf"{_DIGIT * 6}{_GAP}[a-d](?![{_WORD}])"
)

# the areas of the Royal Mail, with Jersey, Guernsey and Man
_AREAS = """
ab al b ba bb bd bf bh bl bn br bs bt bx ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy
e ec eh en ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky
l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm
s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
"""
AREAS = frozenset(_AREAS.split())
INWARD = re.compile("[0-9][abd-hjlnp-uw-z]{2}")  # the second half of a postcode has none of c i k m o v
POSTCODE = re.compile(
    rf"(?P<area>[a-z](?<![{_WORD}][a-z])[a-z]?)(?P<district>[0-9][0-9a-hjkmnpr-y]?)"
    rf"[ \-]{{0,3}}(?P<inward>[0-9][a-z]{{2}})(?![{_WORD}])"
)

_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    rf"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z{LETTER}])"
)
_FIRST_DIGIT = r"[0-9](?<![0-9][0-9])(?<![0-9][/.\-][0-9])"
_LONG_YEAR = r"(?:1[89]|20)[0-9][0-9]"
# after a month in letters two digits are a year, unless they begin a time of day
_YEAR = rf"(?P<year>{_LONG_YEAR}|'?[0-9][0-9])(?![0-9]|[:.][0-9]| ?[ap]\.?m(?![a-z]))"
A_MONTH = re.compile(_MONTH)  # a quick look, before the dates with a month in letters
NUMBER_DATES = (
    re.compile(  # 3/4/2014, 3.4.14, 3 - 4 - 14
        rf"(?P<day>{_FIRST_DIGIT}[0-9]?) ?+(?P<sign>[/.\-]) ?+(?P<month>[0-9][0-9]?) ?(?P=sign) ?+"
        rf"(?P<year>{_LONG_YEAR}|[0-9][0-9])(?![0-9]|[/.\-][0-9])"
    ),
    # 03 04 2014
    re.compile(rf"(?P<day>{_FIRST_DIGIT}[0-9]) (?P<month>[0-9][0-9]) (?P<year>{_LONG_YEAR})(?![0-9])"),
    re.compile(  # 2014-04-03
        rf"(?P<year>{_FIRST_DIGIT}[0-9]{{3}})(?P<sign>[/.\-])(?P<month>[0-9][0-9]?)(?P=sign)"
        r"(?P<day>[0-9][0-9]?)(?![0-9])"
    ),
)
MONTH_DATES = (
    re.compile(  # 3rd of April 2014, 3 Apr '14
        rf"(?P<day>{_FIRST_DIGIT}[0-9]?+) ?+(?:st|nd|rd|th)?+[ \-./]{{0,2}}+(?:of )?+(?:the )?+"
        rf"{_MONTH}[ \-./,]{{0,3}}{_YEAR}"
    ),
    re.compile(  # April the 3rd, 2014
        rf"{_MONTH}[ \-./]{{0,3}}(?:the )?(?P<day>[0-9][0-9]?) ?(?:st|nd|rd|th)?[ \-./,]{{1,3}}{_YEAR}"
    ),
)
