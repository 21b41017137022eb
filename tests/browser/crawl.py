"""The whole portal, opened page by page by everybody who may: families in each mode and each role."""

from pathlib import Path

from portal.accounts.roles import Role
from tests.browser.album import Album
from tests.browser.answering import answer_and_leave
from tests.browser.board_states import see_board_states, see_consultation_states
from tests.browser.builder_states import see_builder_states
from tests.browser.code_states import see_code_states
from tests.browser.comment_states import see_comment_states
from tests.browser.directory_states import see_directory_states
from tests.browser.earlier_states import see_earlier_states
from tests.browser.job_states import see_job_states
from tests.browser.measure_states import see_measure_states
from tests.browser.odd_states import see_odd_states
from tests.browser.paper_states import see_paper_states
from tests.browser.picture_states import see_picture_states
from tests.browser.reach_states import see_reach_states
from tests.browser.reading_states import see_ways_to_read
from tests.browser.receipt_states import see_receipt_states
from tests.browser.release_states import see_release_states
from tests.browser.search_states import see_search_states, see_searches_of_staff
from tests.browser.site import copy_of
from tests.browser.sorting_states import see_sorting_states
from tests.browser.staff_states import see_staff_states, staff_member
from tests.browser.topic_states import see_topic_states
from tests.browser.visitor import Visitor
from tests.browser.voting_states import see_voting_states
from tests.browser.worry_states import see_worry_states

ANSWERING = {
    "parents-and-carers": ("standard", "easy"),
    "young-people": ("standard", "young", "easy"),
}


def crawl_everything(planted: Path, folder: Path) -> None:
    """Fill a folder with every page, and the index of who saw what."""
    deployment = copy_of(planted, folder / "deployment")
    app, album = deployment.app, Album(folder)
    Visitor(app, album, "a family").crawl("/")
    for survey, modes in ANSWERING.items():
        for mode in modes:
            answer_and_leave(app, album, survey, mode)
    for role in Role:
        staff_member(app, album, role).crawl("/account/areas/", only="/staff/|/account/")
    # before the people page, on which the last one in the list loses a role
    see_topic_states(app, album)
    see_staff_states(app, album)
    see_sorting_states(app, album)
    see_code_states(app, album)
    see_builder_states(app, album)
    see_measure_states(app, album)
    see_reach_states(app, album)
    see_paper_states(app, album)
    see_voting_states(app, album)
    see_board_states(app, album)
    see_consultation_states(app, album)
    see_earlier_states(app, album)
    see_receipt_states(app, album)
    see_picture_states(app, album)
    see_directory_states(app, album)
    see_comment_states(app, album)
    see_release_states(app, album)
    see_search_states(app, album)
    see_searches_of_staff(app, album)
    see_job_states(app, album)
    see_ways_to_read(app, album)
    see_worry_states(app, album)
    see_odd_states(app, album)
    album.loaded = sorted({str(name) for _loader, name in app.jinja_env.cache or ()})
    album.save()
    deployment.remove()
