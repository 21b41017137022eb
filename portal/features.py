"""The list of features with pages, from the ground floor up, and what the layouts get from them."""

import flask

from portal.accounts import audit_views as staff_audit
from portal.accounts import jobs_views as staff_jobs
from portal.accounts import messages_views as staff_messages
from portal.accounts import settings_views as staff_settings
from portal.accounts import staff_views as staff_people
from portal.accounts import views as account
from portal.board import difference_views, feeds, quote_views
from portal.board import on_receipt as board_receipts
from portal.board import releasing as board_releasing
from portal.board import telling as board_telling
from portal.charter import releasing as charter_releasing
from portal.charter import staff_views as staff_charter
from portal.charter import views as charter
from portal.codes import openings
from portal.codes import staff_views as staff_codes
from portal.codes import views as codes
from portal.consultations import note_views as consultation_notes
from portal.consultations import views as consultations
from portal.core.worker.engine import Worker
from portal.earlier import actions as earlier
from portal.earlier import staff_views as staff_earlier
from portal.earlier import working as earlier_working
from portal.exports import making as export_making
from portal.exports import shape_views as export_shape
from portal.exports import staff_views as staff_exports
from portal.exports.layout import making as layout_making
from portal.exports.layout import staff_views as staff_layout
from portal.exports.reach import making as reach_making
from portal.exports.reach import staff_views as staff_reach_files
from portal.exports.records import making as record_making
from portal.exports.records import staff_views as staff_records
from portal.exports.register import staff_views as staff_register
from portal.feedback.queries import may_be_quoted
from portal.insight import answered_views as staff_answered
from portal.insight import frame_views as staff_frame
from portal.insight import home_views as staff_home
from portal.insight import measure_views as staff_measures
from portal.insight import need_views as staff_needs
from portal.insight import partnership_views as staff_partnership
from portal.insight import priority_views as staff_priorities
from portal.insight import promise_views
from portal.insight import theme_views as staff_themes
from portal.insight import trend_views as staff_trends
from portal.insight import unanswered_views as staff_unanswered
from portal.insight import worry_views as staff_worry
from portal.insight.agreement import views as staff_agreement
from portal.insight.half_year import views as half_year
from portal.insight.reach import figure_views as staff_reach_figures
from portal.insight.reach import views as staff_reach
from portal.insight.suggesting import views as staff_suggestions
from portal.languages import staff_views as staff_languages
from portal.local_offer.champions import asking as champion_asking
from portal.local_offer.champions import staff_views as staff_champions
from portal.local_offer.champions import views as champions
from portal.local_offer.champions.actions import STEP as CHAMPIONS
from portal.local_offer.comments import on_receipt as comment_receipts
from portal.local_offer.comments import report as offer_report
from portal.local_offer.comments import staff_views as staff_comments
from portal.local_offer.comments import views as comments
from portal.local_offer.directory import changes as directory_changes
from portal.local_offer.directory import staff_views as staff_directory
from portal.local_offer.directory import views as directory
from portal.local_offer.gaps import actions as gaps
from portal.local_offer.gaps import staff_views as staff_gaps
from portal.local_offer.importing import staff_views as staff_imports
from portal.local_offer.importing import working as import_working
from portal.local_offer.log import actions as search_log
from portal.local_offer.log import findings as search_findings
from portal.local_offer.log import key_views as staff_search_keys
from portal.local_offer.log import staff_views as staff_searches
from portal.local_offer.log import views as posted_searches
from portal.local_offer.oruk import views as oruk
from portal.local_offer.providers import staff_views as staff_providers
from portal.local_offer.providers import views as providers
from portal.local_offer.search import indexing as search_indexing
from portal.local_offer.search import staff_views as staff_search_words
from portal.local_offer.search import views as local_offer
from portal.local_offer.search.actions import STEP as SEARCH_STEP
from portal.pages import health, navigation, priority_views, receipt_choices
from portal.pages import views as pages
from portal.paper import registry as paper_registry
from portal.paper import sheet_views as staff_sheets
from portal.paper import staff_views as staff_paper
from portal.pictures import showing as picture_showing
from portal.pictures import staff_views as staff_pictures
from portal.pictures import views as pictures
from portal.places import staff_views as staff_places
from portal.places import views as places
from portal.receipts import registry as receipts
from portal.receipts.telling import rounds as telling
from portal.receipts.telling import views as tell_me
from portal.receipts.telling.actions import STEP as TELLING
from portal.releases import kinds as release_kinds
from portal.releases import preparing as release_preparing
from portal.releases import staff_views as staff_releases
from portal.releases import views as releases
from portal.safeguarding import figures_views as staff_safeguarding_figures
from portal.safeguarding import late as late_alerts
from portal.safeguarding import words_views as staff_safeguarding
from portal.surveys import around_views as staff_around
from portal.surveys import file_views as staff_survey_files
from portal.surveys import link_views as survey_links
from portal.surveys import question_views as staff_questions
from portal.surveys import staff_views as staff_surveys
from portal.surveys import translation_views as staff_translations
from portal.surveys import trials
from portal.surveys import views as survey_views
from portal.surveys.responses import leaving, on_receipt, paper, single_use, trial_actions
from portal.surveys.responses import preview_views as staff_preview
from portal.surveys.responses import trial_views as staff_trial
from portal.surveys.responses import views as response_views
from portal.surveys.results import staff_views as staff_channels
from portal.surveys.results import wave_views as staff_results
from portal.surveys.results.releasing import wave_kind
from portal.topics import asking_staff_views, glass_views, rules_views, same_views
from portal.topics import digest as topic_digest
from portal.topics import on_receipt as topic_on_receipt
from portal.topics.releasing import TOPIC_KIND
from portal.voting import closing_views as staff_counts
from portal.voting import hall_views as staff_hall
from portal.voting import kiosk_views as kiosk
from portal.voting import on_receipt as vote_on_receipt
from portal.voting import opening as voting
from portal.voting import paper as vote_paper
from portal.voting import practice_views as practice
from portal.voting import releasing as vote_releasing
from portal.voting import result_views as vote_results
from portal.wording import staff_views as staff_words

BLUEPRINTS: list[flask.Blueprint] = [
    account.blueprint,
    staff_people.blueprint,
    staff_settings.blueprint,
    staff_audit.blueprint,
    staff_messages.blueprint,
    staff_jobs.blueprint,
    staff_languages.blueprint,
    staff_words.blueprint,
    pictures.blueprint,
    staff_pictures.blueprint,
    priority_views.blueprint,
    codes.blueprint,
    staff_codes.blueprint,
    places.blueprint,
    staff_places.blueprint,
    staff_paper.blueprint,
    staff_sheets.blueprint,
    survey_views.blueprint,
    staff_surveys.blueprint,
    staff_questions.blueprint,
    staff_around.blueprint,
    staff_around.files,
    staff_survey_files.blueprint,
    staff_translations.blueprint,
    survey_links.blueprint,
    survey_links.staff,
    staff_preview.blueprint,
    staff_trial.blueprint,
    response_views.blueprint,
    leaving.blueprint,
    staff_channels.blueprint,
    same_views.blueprint,
    rules_views.blueprint,
    staff_results.blueprint,
    glass_views.blueprint,
    asking_staff_views.blueprint,
    practice.blueprint,
    kiosk.blueprint,
    vote_results.blueprint,
    staff_hall.blueprint,
    staff_counts.blueprint,
    local_offer.blueprint,
    staff_searches.blueprint,
    staff_search_keys.blueprint,
    posted_searches.blueprint,
    staff_gaps.blueprint,
    staff_search_words.blueprint,
    directory.blueprint,
    staff_directory.blueprint,
    staff_imports.blueprint,
    providers.blueprint,
    staff_providers.blueprint,
    champions.blueprint,
    staff_champions.blueprint,
    comments.blueprint,
    oruk.blueprint,
    staff_comments.blueprint,
    staff_safeguarding.blueprint,
    feeds.blueprint,
    difference_views.blueprint,
    quote_views.blueprint,
    charter.blueprint,
    consultations.blueprint,
    consultation_notes.blueprint,
    staff_charter.blueprint,
    staff_earlier.blueprint,
    staff_safeguarding_figures.blueprint,
    staff_home.blueprint,
    staff_unanswered.blueprint,
    staff_answered.blueprint,
    staff_partnership.blueprint,
    half_year.blueprint,
    half_year.staff,
    promise_views.blueprint,
    staff_worry.blueprint,
    staff_frame.blueprint,
    staff_agreement.blueprint,
    staff_suggestions.blueprint,
    staff_themes.blueprint,
    staff_needs.blueprint,
    staff_priorities.blueprint,
    staff_measures.blueprint,
    staff_trends.blueprint,
    staff_reach.blueprint,
    staff_reach_figures.blueprint,
    staff_exports.blueprint,
    export_shape.blueprint,
    staff_records.blueprint,
    staff_layout.blueprint,
    staff_reach_files.blueprint,
    staff_register.blueprint,
    releases.blueprint,
    staff_releases.blueprint,
    pages.blueprint,
    receipt_choices.blueprint,
    tell_me.blueprint,
    health.blueprint,
]


def init_app(app: flask.Flask) -> None:
    """Register every blueprint and hand the layouts their menus."""
    picture_showing.init_app(app)
    openings.init_app(app, [single_use.OPENING, voting.OPENING])
    trials.hand_up(trial_actions.wipe_trial)
    paper_registry.init_app(app, [paper.SURVEY_PAPER, vote_paper.VOTE_PAPER])
    counted = [vote_releasing.KIND, board_releasing.KIND, charter_releasing.KIND, TOPIC_KIND]
    release_kinds.init_app(app, [wave_kind(may_be_quoted), *counted])
    release_preparing.init_app()
    # what came of families' words: the board, quotes and published comments hand theirs up here
    receipts.init_app(
        app,
        kinds=[
            on_receipt.KIND,
            vote_on_receipt.KIND,
            topic_on_receipt.KIND,
            topic_on_receipt.IDEA,
            comment_receipts.KIND,
            board_receipts.KIND,
        ],
        happenings=[
            topic_on_receipt.happenings,
            board_telling.promises_helped,
            comment_receipts.happenings,
        ],
    )
    # the yearly report on the Local Offer says what families looked for
    offer_report.add_findings(search_findings.sentences)
    _give_the_worker_its_work(app.extensions["worker"])
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(navigation.for_layouts)


def _give_the_worker_its_work(worker: Worker) -> None:
    """What is done in the background: steps, what is due each day, kinds of long jobs."""
    worker.add_step(TELLING, telling.do_round)
    # the index of the search hears of every change of the directory
    directory_changes.listen(search_indexing.services_changed)
    worker.add_step(SEARCH_STEP, search_indexing.catch_up)
    worker.add_step(CHAMPIONS, champion_asking.do_round)
    worker.add_step(late_alerts.STEP, late_alerts.do_round)
    worker.add_step(topic_digest.STEP, topic_digest.do_round)
    worker.every_day += [gaps.freeze_last_month, search_log.forget_past, earlier.forget_waiting]
    export_making.init_app()
    record_making.init_app()
    layout_making.init_app()
    reach_making.init_app()
    import_working.init_app()
    earlier_working.init_app()
