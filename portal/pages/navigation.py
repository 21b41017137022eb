"""What stands in the bars and feet of the layouts: only pages that exist and that the reader may open."""

from collections.abc import Sequence
from dataclasses import dataclass

import flask
from flask_babel import lazy_gettext as _
from flask_login import current_user

from portal.core.access import person, rule_of

FAMILY = [
    (_("Surveys"), "surveys.index"),
    (_("Votes"), "votes.index"),
    (_("Topics"), "topics.index"),
    (_("You said, we did"), "board.index"),
    (_("Find help"), "local_offer.search"),
    (_("Our plan"), "strategies.index"),
    (_("My code"), "receipt.show"),
]
FOOT = [
    (_("Home"), "pages.home"),
    *FAMILY,
    (_("All services"), "directory.index"),
    (_("Comments on the Local Offer"), "comments.index"),
    (_("What people told us"), "releases.index"),
    (_("Help us decide"), "consultations.index"),
    (_("How we work together"), "charter.index"),
    (_("How this works"), "pages.how_it_works"),
    (_("Hard words"), "pages.glossary"),
    (_("Privacy"), "pages.privacy"),
    (_("Cookies"), "pages.cookies"),
    (_("Accessibility"), "pages.accessibility"),
    (_("Staff"), "account.sign_in"),
]
# the few that a question page has: nothing there should lead away
QUIET = [
    (_("Hard words"), "pages.glossary"),
    (_("How this works"), "pages.how_it_works"),
    (_("Privacy"), "pages.privacy"),
    (_("Accessibility"), "pages.accessibility"),
]
# by what somebody does, in the order of the loop; "My work" leads to what waits for this person
STAFF = [
    (_("My work"), [(_("My work"), "staff_home.show")]),
    (
        _("Ask"),
        [
            (_("Surveys"), "staff_surveys.index"),
            (_("Votes"), "staff_votes.index"),
            (_("Topics"), "staff_topics.index"),
            (_("Consultations"), "staff_consultations.index"),
            (_("Codes"), "staff_codes.index"),
            (_("Paper"), "staff_paper.index"),
            (_("Places"), "staff_places.index"),
            (_("Channels"), "staff_channels.index"),
        ],
    ),
    (
        _("Read"),
        [
            (_("Feedback"), "staff_feedback.index"),
            (_("Comments to read"), "staff_moderation.index"),
            (_("Safeguarding"), "staff_safeguarding.index"),
            (_("Safeguarding figures"), "staff_safeguarding_figures.show"),
            (_("How we sort"), "staff_frame.index"),
            (_("Earlier notes"), "staff_earlier.index"),
        ],
    ),
    (
        _("Understand"),
        [
            (_("Results"), "staff_results.index"),
            (_("Themes"), "staff_themes.index"),
            (_("Priorities"), "staff_priorities.index"),
            (_("Trends"), "staff_trends.index"),
            (_("Measures"), "staff_measures.index"),
            (_("Reach"), "staff_reach.index"),
        ],
    ),
    (
        _("Answer"),
        [
            (_("Promises"), "staff_board.index"),
            (_("For the board"), "staff_partnership.show"),
            (_("How we work together"), "staff_charter.edit"),
            (_("Releases"), "staff_releases.index"),
            (_("Exports"), "staff_exports.index"),
            (_("What left"), "staff_register.index"),
        ],
    ),
    (
        _("Local Offer"),
        [
            (_("Services"), "staff_directory.index"),
            (_("Champions"), "staff_champions.index"),
            (_("Comments"), "staff_comments.index"),
            (_("Searches"), "staff_searches.index"),
            (_("Gaps"), "staff_gaps.index"),
        ],
    ),
    (
        _("Set up"),
        [
            (_("People"), "staff_people.index"),
            (_("Settings"), "staff_settings.show"),
            (_("Languages"), "staff_languages.index"),
            (_("Words"), "staff_words.check"),
            (_("Pictures"), "staff_pictures.index"),
            (_("Audit"), "staff_audit.index"),
            (_("Messages"), "staff_messages.index"),
            (_("Jobs"), "staff_jobs.index"),
        ],
    ),
]
FEW = 8  # so many links need no groups


@dataclass(frozen=True)
class Link:
    """One entry of a menu."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Group:
    """Pages of staff that belong together: in the bar it is one link, to the first of them."""

    label: str
    links: Sequence[Link]

    @property
    def url(self) -> str:
        """The first of its pages that the reader may open."""
        return self.links[0].url

    @property
    def current(self) -> bool:
        """Whether the reader is on one of its pages."""
        return any(link.current for link in self.links)


def _staff_groups() -> list[Group]:
    """The pages of staff that the reader may open, in groups; each alone where they are few."""
    met = [(str(label), _links(entries)) for label, entries in STAFF]
    links = [link for _label, own in met for link in own]
    if len(links) <= FEW:
        return [Group(link.label, [link]) for link in links]
    return [Group(label if len(own) > 1 else own[0].label, own) for label, own in met if own]


def _links(entries: list[tuple[str, str]]) -> list[Link]:
    return [_link(label, endpoint) for label, endpoint in entries if _may_open(endpoint)]


def _link(label: str, endpoint: str) -> Link:
    blueprint = endpoint.partition(".")[0]
    current = flask.request.blueprint == blueprint and blueprint not in {"pages", "account"}
    return Link(str(label), flask.url_for(endpoint), current)


def _may_open(endpoint: str) -> bool:
    if endpoint not in flask.current_app.view_functions:
        return False
    if flask.g.get("area") is None:
        return not flask.current_app.url_map.is_endpoint_expecting(endpoint, "area")
    rule = rule_of(flask.current_app, endpoint)
    if rule is None or rule.predicate is None:
        return rule is not None
    return current_user.is_authenticated and rule.predicate(person(), flask.g.area)


def for_layouts() -> dict[str, object]:
    """What every layout may use; menus are worked out only when a template asks for them."""
    settings = flask.current_app.config["PORTAL"]
    area = flask.g.get("area")
    own_brand = area is not None and area.settings.brand.own_colours
    return {
        "area": area,
        "demonstration": settings.demonstration,
        "family_nav": lambda: _links(FAMILY),
        "foot_links": lambda: _links(FOOT),
        "quiet_links": lambda: _links(QUIET),
        "home_url": flask.url_for("pages.home" if area else "pages.choose_area"),
        "help_url": flask.url_for("pages.help_now") if area else None,
        "sign_out_url": flask.url_for("account.sign_out"),
        "staff_nav": _staff_groups,
        "brand_css_url": flask.url_for("pages.brand", v=area.version) if own_brand else None,
    }
