"""Who may open what: one table for every endpoint. A route that is missing here fails a test.

A set names the roles that may, each in its own area only; nobody else gets in.
"""

from portal.accounts.roles import Role
from tests.house.pages_of_topics import DESK_PAGES, TOPICS_PAGES

ANYONE = "anyone"
SIGNED_IN = "every signed-in person, whatever their area"
Who = str | frozenset[Role]


def _only(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


def _all(who: Who, blueprint: str, views: str) -> dict[str, Who]:
    return {f"{blueprint}.{view}": who for view in views.split()}


ANALYST = _only(Role.ANALYST)
ADMIN = _only(Role.AREA_ADMIN)
NAMED = _only(Role.CONSULTATION_ANALYST)
EVERY_ROLE = _only(*Role)
EDITOR = _only(Role.EDITOR)
LEAD = _only(Role.SAFEGUARDING_LEAD)
OFFICER = _only(Role.OFFICER)
PAPER = _only(Role.DATA_ENTRY, Role.OFFICER)
VOTES = _only(Role.FORUM_MODERATOR, Role.OFFICER)
MODERATORS = _only(Role.FORUM_MODERATOR, Role.OFFICER, Role.YOUTH_MODERATOR)
TOPIC_NUMBERS = MODERATORS | _only(Role.AREA_ADMIN, Role.BOARD_VIEWER)
NUMBERS = _only(Role.ANALYST, Role.BOARD_VIEWER, Role.OFFICER)
EXACT = _only(Role.ANALYST, Role.OFFICER)
PUBLISHERS = _only(Role.EDITOR, Role.OFFICER)
WRITERS = _only(Role.EDITOR, Role.FORUM_MODERATOR, Role.OFFICER)
WORDS = _only(Role.ANALYST, Role.OFFICER)

KIOSK_PAGES = ["begin", "still_there", "stop", "thanks", "wait"]
VOTING_PAGES = ["check", "choose", "done", "practise", "practised", "receipt", "someone_else", "start"]
VOTES_PAGES = [*VOTING_PAGES, "arrive", "index", "used"]
VOTE_RESULTS_PAGES = ["download", "poster", "show", "workbook"]
SEARCH_PAGES = ["open_result", "save", "saved", "search"]
SEARCH_KEEPERS = [
    *(f"staff_gaps.{name}" for name in ["add", "edit", "evidence"]),
    *(f"staff_search_words.{name}" for name in ["index", "pin", "teach", "unpin", "unteach"]),
    *(f"staff_searches.{name}" for name in ["bring", "cluster", "forget"]),
    *(f"staff_search_keys.{name}" for name in ["index", "take_back"]),
]
SEARCH_READERS = [
    *(f"staff_gaps.{name}" for name in ["index", "month"]),
    *(f"staff_searches.{name}" for name in ["index", "report"]),
]

# fmt: off
SAFEGUARDING = ("add_words", "call", "call_done", "cover", "decided", "drill", "drills", "drop",
                "hand_over", "index", "kind_words", "move", "phone", "plan", "show",
                "take_words_out", "try_words", "words")
# fmt: on
WHO_MAY: dict[str, Who] = {
    "account.accept": ANYONE,
    "account.areas": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.sign_in": ANYONE,
    "account.sign_out": ANYONE,
    **_all(ANYONE, "board", "call_back clear difference index poster show words words_kept"),
    **_all(ANYONE, "board_feeds", "atom block picture promises"),
    **_all(ANYONE, "charter", "index rate version"),
    **_all(ANYONE, "consultations", "index show"),
    **_all(ANYONE, "half_year", "document file index show"),
    "codes.ask": ANYONE,
    "codes.open_link": ANYONE,
    "health.live": ANYONE,
    "health.ready": ANYONE,
    "leaving.another": ANYONE,
    "leaving.call_back": ANYONE,
    "leaving.clear": ANYONE,
    "leaving.cleared": ANYONE,
    "pages.accessibility": ANYONE,
    "pages.brand": ANYONE,
    "pages.choose_area": ANYONE,
    "pages.cookies": ANYONE,
    "pages.glossary": ANYONE,
    "pages.help_now": ANYONE,
    "pages.help_now_easy": ANYONE,
    "pages.home": ANYONE,
    "pages.how_it_works": ANYONE,
    "pages.privacy": ANYONE,
    "pages.robots": ANYONE,
    "places.come": ANYONE,
    "pictures.file": ANYONE,
    "pictures.index": ANYONE,
    "export_shape.schema": ANYONE,
    "releases.file": ANYONE,
    "releases.index": ANYONE,
    "releases.listed": ANYONE,
    "releases.show": ANYONE,
    "releases.together": ANYONE,
    "responses.answer": ANYONE,
    "responses.check": ANYONE,
    "responses.done": ANYONE,
    "responses.mode": ANYONE,
    "responses.question": ANYONE,
    "responses.saved": ANYONE,
    "responses.send_first_answers": ANYONE,
    "responses.stop": ANYONE,
    "sign_videos.file": ANYONE,
    "staff_audit.index": ADMIN,
    **_all(OFFICER, "staff_board", "add drop_quote edit evidence publish remove_evidence update"),
    **_all(EVERY_ROLE, "staff_board", "index show"),
    **_all(WORDS, "staff_board", "decide_quote quote_list"),
    "staff_board.sign": _only(Role.FORUM_MODERATOR),
    "staff_charter.edit": OFFICER,
    **_all(OFFICER, "staff_consultations", "add add_way decide drop_point edit publish remove_way weigh"),
    **_all(NUMBERS, "staff_consultations", "index show"),
    "staff_consultations.learning": EXACT,
    "staff_consultations.notes": PAPER,
    "staff_half_year.freeze": OFFICER,
    "staff_half_year.preview": NUMBERS,
    "staff_partnership.show": NUMBERS,
    "staff_feedback.promise": OFFICER,
    "staff_channels.index": NUMBERS,
    "staff_channels.show": NUMBERS,
    "staff_codes.download": OFFICER,
    "staff_codes.index": OFFICER,
    "staff_codes.make": OFFICER,
    "staff_codes.pdf": OFFICER,
    "staff_codes.printed": OFFICER,
    "staff_codes.sheet": OFFICER,
    "staff_codes.show": OFFICER,
    "staff_codes.void": OFFICER,
    "staff_codes.void_one": OFFICER,
    **dict.fromkeys(map("local_offer.{}".format, SEARCH_PAGES), ANYONE),
    **dict.fromkeys(SEARCH_KEEPERS, OFFICER),
    **dict.fromkeys(SEARCH_READERS, NUMBERS),
    "staff_counts.adds_up": VOTES,
    "staff_counts.confirm": VOTES,
    "staff_counts.correct": OFFICER,
    "staff_counts.hands": OFFICER,
    "staff_counts.outside": VOTES,
    "staff_counts.results": VOTES,
    **_all(WORDS, "staff_feedback", "undo sort_many take give_back keep_view forget_view"),
    **_all(
        WORDS,
        "staff_feedback",
        "as_written clear index put_back read reopen show sort take_out take_out_details",
    ),
    **_all(WORDS, "staff_agreement", "index draw show code say settle"),
    **_all(WORDS, "staff_suggestions", "index switch learn throw_away"),
    **_all(WORDS, "staff_frame", "index new add show reword merge split"),
    "staff_feedback.note": OFFICER,
    "staff_home.show": EVERY_ROLE,
    "staff_jobs.cancel": ADMIN,
    "staff_jobs.index": ADMIN,
    "staff_jobs.show": ADMIN,
    "staff_languages.index": EDITOR,
    "staff_languages.show": EDITOR,
    "staff_languages.withdraw": EDITOR,
    "staff_links.index": WRITERS,
    "staff_links.slip": WRITERS,
    "staff_messages.again": ADMIN,
    "staff_messages.index": ADMIN,
    "staff_messages.show": ADMIN,
    **_all(ADMIN, "staff_topics", "behind glass not_shown"),
    **_all(MODERATORS, "staff_topics", "answer edit new send_back stage"),
    **_all(TOPIC_NUMBERS, "staff_topics", "index show"),
    "staff_paper.check_all": PAPER,
    "staff_paper.figures": PAPER,
    "staff_paper.finish": PAPER,
    "staff_paper.form": PAPER,
    "staff_paper.give_up": PAPER,
    "staff_paper.index": PAPER,
    "staff_paper.make": PAPER,
    "staff_paper.open_again": PAPER,
    "staff_paper.outside": PAPER,
    "staff_paper.show": PAPER,
    "staff_paper.sign": PAPER,
    "staff_pictures.add": EDITOR,
    "staff_pictures.edit": EDITOR,
    "staff_pictures.end": EDITOR,
    "staff_pictures.index": EDITOR,
    "staff_people.end": ADMIN,
    "staff_people.index": ADMIN,
    "staff_people.invite": ADMIN,
    "staff_people.invited": ADMIN,
    "staff_people.password_link": ADMIN,
    "staff_people.roles": ADMIN,
    "staff_people.show": ADMIN,
    "staff_people.take_back": ADMIN,
    "staff_places.add": OFFICER,
    "staff_places.edit": OFFICER,
    "staff_places.end": OFFICER,
    "staff_places.index": OFFICER,
    "staff_places.poster": OFFICER,
    "staff_priorities.index": NUMBERS,
    "staff_priorities.show": NUMBERS,
    "staff_releases.approve": WORDS,
    "staff_releases.cancel": WORDS,
    "staff_releases.choose": WORDS,
    "staff_releases.drop": WORDS,
    "staff_releases.index": WORDS,
    "staff_releases.prepare": WORDS,
    "staff_releases.preparing": WORDS,
    "staff_releases.publish": OFFICER,
    "staff_releases.show": WORDS,
    "staff_releases.words": WORDS,
    **{f"staff_safeguarding.{view}": LEAD for view in SAFEGUARDING},
    "staff_safeguarding_figures.show": NUMBERS | LEAD,
    "staff_settings.show": ADMIN,
    "staff_sheets.check": PAPER,
    "staff_sheets.key": PAPER,
    "staff_sheets.next_one": PAPER,
    "staff_sheets.settle": PAPER,
    "staff_sheets.take_out": PAPER,
    "staff_preview.show": WRITERS,
    "staff_around.section": WRITERS,
    "staff_around.sign_video": WRITERS,
    "staff_questions.add": WRITERS,
    "staff_questions.edit": WRITERS,
    "staff_questions.move": WRITERS,
    "staff_questions.remove": WRITERS,
    "staff_questions.when": WRITERS,
    "staff_surveys.close_round": PUBLISHERS,
    "staff_survey_files.give": WRITERS,
    "staff_survey_files.take": WRITERS,
    "staff_translations.index": WRITERS,
    "staff_translations.way": WRITERS,
    "staff_trial.show": WRITERS,
    "staff_trial.wipe": WRITERS,
    "staff_surveys.index": WRITERS,
    "staff_surveys.new": WRITERS,
    "staff_surveys.next_version": WRITERS,
    "staff_surveys.open_round": PUBLISHERS,
    "staff_surveys.publish": PUBLISHERS,
    "staff_surveys.show": WRITERS,
    "staff_surveys.texts": WRITERS,
    **{
        f"{files}.{view}": who
        for files, who in (("staff_exports", WORDS), ("staff_records", ANALYST), ("staff_layout", NAMED))
        for view in ("cancel", "download", "index", "make", "making", "show")
    },
    **{f"staff_results.{view}": NUMBERS for view in ("index", "show", "side_by_side")},
    **_all(WORDS, "staff_earlier", "cancel columns drop index put_in sheet show take_back"),
    "staff_register.index": _only(Role.ANALYST, Role.AREA_ADMIN, Role.OFFICER),
    "staff_results.stops": EXACT,
    **_all(NUMBERS, "staff_measures", "commitment index show"),
    **_all(NUMBERS, "staff_trends", "areas index plans"),
    "staff_trends.theme": EXACT,
    **_all(OFFICER, "staff_measures", "add aim bring take_out update"),
    "staff_reach.index": NUMBERS,
    **_all(OFFICER, "staff_reach", "add_note note"),
    **_all(OFFICER, "staff_reach_figures", "add edit index template"),
    "staff_worry.show": EVERY_ROLE,
    "staff_worry.tell": EVERY_ROLE,
    "staff_answered.index": EVERY_ROLE,
    "staff_answered.put_beside": OFFICER,
    "staff_unanswered.index": WORDS,
    **_all(NUMBERS, "staff_themes", "index show"),
    **_all(NUMBERS, "staff_needs", "index show"),
    "staff_words.check": WRITERS,
    "staff_votes.count": VOTES,
    "staff_votes.end": OFFICER,
    "staff_votes.index": VOTES,
    "staff_votes.make": OFFICER,
    "staff_votes.options": OFFICER,
    "staff_votes.show": VOTES,
    "staff_votes.stream": VOTES,
    "staff_votes.tablet": OFFICER,
    "staff_votes.guide": OFFICER,
    "staff_votes.wipe_practice": OFFICER,
    **_all(ANYONE, "strategies", "index priority show"),
    "survey_links.come": ANYONE,
    "surveys.index": ANYONE,
    "surveys.start": ANYONE,
    **_all(ANYONE, "tell_me", "confirm stop"),
    **_all(ANYONE, "comments", "another call_back clear done index new report"),
    **_all(ANYONE, "directory", "index show"),
    **_all(ANYONE, "local_offer", "save saved search"),
    **_all(ANYONE, "receipt", "add answer close go_on quote seen show tell_me withdraw withdraw_all"),
    **_all(ANYONE, "providers", "entry right thanks"),
    **_all(OFFICER, "staff_providers", "accept ask index refuse revoke show"),
    **_all(ANYONE, "champions", "correct right show stop"),
    **_all(
        OFFICER,
        "staff_champions",
        "end index name_for_organisation name_for_service remind replace show without",
    ),
    "search_log.take_in": ANYONE,
    **_all(ANYONE, "oruk", "index place places service services taxonomies taxonomy term terms"),
    **_all(OFFICER, "staff_comments", "answer document index publish report show"),
    **_all(OFFICER, "staff_directory", "add checked edit index take_off"),
    **_all(OFFICER, "staff_imports", "cancel columns drop index put_in show"),
    "moderation.show": ANYONE,
    **{f"kiosk.{page}": ANYONE for page in KIOSK_PAGES},
    **{f"votes.{page}": ANYONE for page in VOTES_PAGES},
    **{f"vote_results.{page}": ANYONE for page in VOTE_RESULTS_PAGES},
    **{f"topics.{page}": ANYONE for page in TOPICS_PAGES},
    **{f"staff_moderation.{page}": MODERATORS for page in DESK_PAGES},
}
