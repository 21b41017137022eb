"""Details are found in the forms people write them in, and ordinary numbers and words are left alone."""

import time
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portal.feedback.personal_details import DetailKind, find, is_nhs_number, mask

pytestmark = pytest.mark.pure

VOICES = Path(__file__).parents[2] / "portal" / "demo" / "data" / "voices.yaml"
# what only a person can find, since it has no shape
WITHOUT_SHAPE = {"name", "school", "address"}
NO_DATE = "31/02/2014"  # in the voices on purpose: no calendar has it

EMAILS = ["d.quimby@example.com", "O'NEIL+send@ex-ample.co.uk", "тест@пример.рф", "a_b@mail.example.org"]
PHONES = """
07700 900461|07700900461|07700.900.461|07700-900-461|(0151) 496 0183|0151 496 0183|01632 960712|01632 96071
020 7946 0958|+44 7700 900461|+447700900461|+44 (0)151 496 0183
0044 7700 900461|447700900461|+44 07700 900461
0 7 7 0 0 9 0 0 4 6 1|٠٧٧٠٠٩٠٠٤٦١|055 1234 5678|07700\u00a0900\u200b461
"""
POSTCODES = (
    "L8 1XY|l8 1xy|l81xy|SW1A 1AA|sw1a1aa|EC1A-1BB|W1A 0AX|M2 5GB|CH41  5AB|ZZ99 3VZ|B33 8TH|DN55 1PT"
)
NHS_NUMBERS = "999 123 4578|9991234578|999-123-4578|99912 34578|999.123.4578|943 476 5919"
NATIONAL_INSURANCE = "AB 12 34 56 C|ab123456c|AB-12-34-56-C|AB 123456 D|QQ 12 34 56 A"
DATES = """
12/03/2014|1/3/14|1.3.14|12-03-2014|12 03 2014|3 / 4 / 2014|29/2/12|2014-03-12|2014/3/12|3rd of March 2014
3rd March, 2014|3 Mar '14|3 Sept 2014|March 3rd 2014|March 3, 2014|12MAR2014|21ST OF MAY 1998|١٢/٠٣/٢٠١٤
"""
ORDINARY = """
31/02/2014|29.02.13|2014-13-12|32nd March 2014|March 2014|in 2014|at 10.30|10:30 on 3 May|3 May 10 am|24/7
1/3|9991234579|1234567890|1,500|£200.50|077009004612|07700 9004|0800 1111|0345 600 0000|116 123
Year 7 2ab|at 5 5pm|QQ1 1AA|AA1 1AA|L8 1CV|L8|SW1A|EHCP12 3|GB123456A|AB123456E|AB123456CD|A123456B
foo@bar|@home|a @ b.com|me at example dot com|10.3.4.14|2 + 2 = 4|999|101
"""


def listed(text: str) -> list[str]:
    return [each for line in text.strip().split("\n") for each in line.split("|")]


EXAMPLES = [
    (kind, example)
    for kind, examples in {
        DetailKind.EMAIL: EMAILS,
        DetailKind.PHONE: listed(PHONES),
        DetailKind.POSTCODE: listed(POSTCODES),
        DetailKind.NHS_NUMBER: listed(NHS_NUMBERS),
        DetailKind.NATIONAL_INSURANCE: listed(NATIONAL_INSURANCE),
        DetailKind.DATE_OF_BIRTH: listed(DATES),
    }.items()
    for example in examples
]


def found_in(text: str) -> list[tuple[str, str]]:
    return [(detail.kind.value, text[detail.start : detail.end]) for detail in find(text)]


@pytest.mark.parametrize(("kind", "detail"), EXAMPLES)
@pytest.mark.parametrize("around", ["{}", "Ring {}, please.", "«{}»\n", "so:{}"])
def test_a_detail_is_found_whole_and_alone(kind: DetailKind, detail: str, around: str) -> None:
    assert found_in(around.format(detail)) == [(kind.value, detail)]


@pytest.mark.parametrize("text", listed(ORDINARY))
def test_ordinary_numbers_and_words_stay(text: str) -> None:
    assert found_in(f"It said {text} there.") == []


def test_every_detail_in_the_made_up_voices_is_found_and_nothing_else() -> None:
    for voice in yaml.safe_load(VOICES.read_text(encoding="utf-8"))["voices"]:
        expected = [
            (detail["kind"], detail["text"])
            for detail in voice.get("personal", [])
            if detail["kind"] not in WITHOUT_SHAPE and detail["text"] != NO_DATE
        ]
        assert found_in(voice["text"]) == expected, voice["id"]


def test_details_side_by_side_are_each_found() -> None:
    text = "07700 900461 0151 496 0183 999 123 4578 12/03/2014 L8 1XY me@example.com AB123456C"
    assert [kind for kind, _ in found_in(text)] == [
        "phone",
        "phone",
        "nhs-number",
        "date-of-birth",
        "postcode",
        "email",
        "national-insurance-number",
    ]


def test_masking_puts_a_label_in_place_of_each_detail() -> None:
    labels = {DetailKind.PHONE: "phone number", DetailKind.EMAIL: "e-mail address"}
    text = "Ring 07700 900461 or write to me@example.com. Thank you"
    masked = mask(text, find(text), label=labels.__getitem__)
    assert masked == "Ring [phone number] or write to [e-mail address]. Thank you"


def test_masking_nothing_changes_nothing() -> None:
    assert mask("a < b", (), label=str) == "a < b"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_gives_sorted_spans_that_do_not_overlap(text: str) -> None:
    details = find(text)
    places = [place for detail in details for place in (detail.start, detail.end)]
    assert places == sorted(places)
    assert all(0 <= detail.start < detail.end <= len(text) for detail in details)


@given(
    st.lists(
        st.sampled_from([*(example for _, example in EXAMPLES), " ", "born", "\n", "1", "."]), max_size=8
    )
)
def test_once_masked_no_detail_is_left(parts: list[str]) -> None:
    text = " ".join(parts)
    masked = mask(text, find(text), label=lambda kind: kind.name.lower())
    assert find(masked) == ()


@given(st.integers(0, 999_999_999), st.sampled_from(["{}{}{}", "{} {} {}", "{}-{}-{}"]))
def test_ten_digits_are_an_nhs_number_only_with_their_check_digit(number: int, shape: str) -> None:
    first = f"{number:09}"
    rest = sum(int(digit) * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    check = (11 - rest) % 11
    good = [str(digit) for digit in range(10) if is_nhs_number(f"{first}{digit}")]
    assert good == ([] if check == 10 else [str(check)])
    for digit in good:
        written = shape.format(first[:3], first[3:6], first[6:] + digit)
        assert [place for _, place in found_in(f"is {written}.")] == [written]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("/.-"))
def test_every_day_of_the_calendar_is_a_date(day: date, sign: str) -> None:
    written = [
        f"{day.day}{sign}{day.month:02}{sign}{day.year}",
        f"{day.day:02}{sign}{day.month}{sign}{day.year % 100:02}",
        day.isoformat(),
        f"{day.day} {day:%B} {day.year}",
        f"{day:%b} {day.day}, {day.year}",
    ]
    for each in written:
        assert found_in(f"born {each}!") == [("date-of-birth", each)]


@given(
    st.sampled_from(["07", "01", "020"]),
    st.integers(0, 999_999_999),
    st.sampled_from(["{}{}{}", "{} {} {}", "({}) {} {}", "{}.{}-{}"]),
)
def test_every_mobile_and_local_number_is_a_phone(first: str, rest: int, shape: str) -> None:
    digits = f"{first}{rest:09}"[:11]
    written = shape.format(digits[:5], digits[5:8], digits[8:])
    assert found_in(f"on {written} now") == [("phone", written)]


JUNK = [
    "a",
    "@",
    "a@",
    "a'",
    "1",
    "1 ",
    "07 ",
    "1/1/",
    "(",
    "+",
    "\x00",
    " l8",
    "ab 12 ",
    "3 may ",
    "\u200b1",
    "\ud800",
]


@pytest.mark.parametrize("junk", JUNK)
def test_two_megabytes_of_junk_are_read_at_once(junk: str) -> None:
    text = junk * (2_000_000 // len(junk))
    # half a second and less where the machine is ours alone; processor time, and twice, since it seldom is
    assert min(seconds(text), seconds(text)) < 1.5


def seconds(text: str) -> float:
    begun = time.process_time()
    find(text)
    return time.process_time() - begun
