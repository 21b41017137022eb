"""The lists under which services are sorted, as taxonomies and terms of Open Referral UK 3.0."""

import uuid
from collections.abc import Mapping
from typing import Any

from portal.local_offer.directory.details import NAMESPACE
from portal.local_offer.directory.kinds import help_kinds, needs

NEEDS, KINDS, THEMES = "Needs", "Kinds of help", "Themes"
SAID_OF = {
    NEEDS: "What a service is for: the needs of children and young people.",
    KINDS: "What kind of help a service gives.",
    THEMES: "The common themes under which families' feedback and plans are sorted.",
}


def taxonomies() -> list[dict[str, Any]]:
    """Every taxonomy."""
    return [
        {"id": _id(f"taxonomy {name}"), "name": name, "description": said, "version": "1"}
        for name, said in SAID_OF.items()
    ]


def words_of(name: str, themes: Mapping[str, str]) -> dict[str, str]:
    """The words of a taxonomy's terms by code; `themes` are the labels by slug."""
    return dict({NEEDS: needs(), KINDS: help_kinds(), THEMES: themes}[name])


def term(name: str, code: str, words: str) -> dict[str, Any]:
    """One term of a taxonomy, as it stands beside a service."""
    return {"id": _id(f"{name} {code}"), "code": code, "name": words, "taxonomy": name}


def terms(themes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every term with its taxonomy."""
    return [
        {**term(one["name"], code, words), "description": words, "taxonomy_detail": one}
        for one in taxonomies()
        for code, words in words_of(one["name"], themes).items()
    ]


def _id(what: str) -> str:
    return str(uuid.uuid5(NAMESPACE, f"{NAMESPACE}/{what}"))
