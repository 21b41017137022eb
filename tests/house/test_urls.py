"""Addresses: kebab-case, every parameter typed, and none comes or goes unnoticed."""

import re
from pathlib import Path

import flask
import pytest

pytestmark = [pytest.mark.house, pytest.mark.pure]
LIST = Path(__file__).parent / "urls.txt"
# parts that Open Referral UK names
PUBLISHED = {"service_at_locations", "taxonomy_terms"}
PARAMETER = re.compile(r"<(?:(?P<type>[a-z]+):)?(?P<name>[a-z_]+)>")
TYPES = {"area", "int", "slug", "token"}
# machines look for these under their own names
# a picture of an area's own is a file too, named by what is in it
# a feed is a file too, and a picture to share
FILES = {"x.webp", "robots.txt", "brand.css", "feed.atom", "picture.png"}


def addresses(app: flask.Flask) -> list[str]:
    """Every address with its methods: "GET POST /<area:area>/receipt/"."""
    lines = set()
    for rule in app.url_map.iter_rules():
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        lines.add(f"{' '.join(methods)} {rule.rule}")
    return sorted(lines, key=lambda line: line.split()[::-1])


def test_no_address_comes_or_goes_unnoticed(deployed: flask.Flask) -> None:
    kept = LIST.read_text(encoding="utf-8").splitlines()
    now = addresses(deployed)
    gone, new = sorted(set(kept) - set(now)), sorted(set(now) - set(kept))
    assert not gone, f"people have kept these addresses: redirect them, then correct {LIST.name}: {gone}"
    assert not new, f"write these into {LIST.name}: {new}"
    assert kept == now, f"{LIST.name} is out of order"


def test_addresses_are_kebab_case_and_end_with_a_slash(deployed: flask.Flask) -> None:
    for rule in deployed.url_map.iter_rules():
        fixed = PARAMETER.sub("x", rule.rule)
        last = fixed.rsplit("/", 1)[-1]
        assert last in FILES or last == "" or rule.rule.startswith("/health/"), rule.rule
        for part in fixed.removesuffix(last).strip("/").split("/"):
            if rule.endpoint.startswith("oruk.") and part in PUBLISHED:
                continue
            assert re.fullmatch(r"[a-z0-9]*(?:-[a-z0-9]+)*", part), rule.rule


def test_every_parameter_has_a_type_and_its_own_segment(deployed: flask.Flask) -> None:
    for rule in deployed.url_map.iter_rules():
        for part in rule.rule.strip("/").split("/"):
            found = PARAMETER.fullmatch(part.removesuffix(".webp"))
            assert found or "<" not in part, rule.rule
            assert found is None or found["type"] in TYPES, f"{rule.rule}: {part} takes anything"


def test_an_area_cannot_be_called_like_the_first_part_of_another_address(deployed: flask.Flask) -> None:
    converter = deployed.url_map.converters["area"](deployed.url_map)
    for rule in deployed.url_map.iter_rules():
        first = rule.rule.split("/")[1]
        if first and not first.startswith("<") and first not in FILES:
            assert not re.fullmatch(converter.regex, first), rule.rule


def test_area_pages_begin_with_the_area_and_staff_pages_with_staff(deployed: flask.Flask) -> None:
    for rule in deployed.url_map.iter_rules():
        if "area" in rule.arguments:
            assert (
                rule.rule.removeprefix("/api/v1").removeprefix("/api/oruk/v3").startswith("/<area:area>/")
            ), rule.rule
        is_staff = rule.endpoint.startswith("staff_")
        assert is_staff == rule.rule.startswith("/<area:area>/staff/"), rule.rule


@pytest.mark.parametrize(
    "path",
    [
        "/liverpool/surveys/%00/",
        "/liverpool/surveys/parents-and-carers/questions/a%00b/",
        "/liverpool/surveys/Parents-And-Carers/",
        "/liverpool/strategy/%F0%9F%98%80/",
        "/liverpool/staff/people/99999999999999999999/",
        "/liverpool/staff/people/-1/",
        "/account/invitation/%00/",
        "/account/invitation/..%2F..%2Fetc/",
        "/%00/",
        "/liverpool%00/",
        "/liverpool/surveys/" + "a" * 3000 + "/",
    ],
)
def test_an_address_that_cannot_be_is_not_found(deployed: flask.Flask, path: str) -> None:
    assert deployed.test_client().get(path).status_code == 404
