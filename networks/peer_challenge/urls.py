"""Every address of the room. They all pass the gate, whatever is added here."""

from django.urls import path

from networks.peer_challenge.gate import gated
from networks.peer_challenge.models import Ask, Offer
from networks.peer_challenge.views import (
    agreed,
    asks,
    board,
    emergencies,
    facilitators,
    groups,
    matches,
    memoranda,
    packs,
    papers,
    rounds,
    setting_up,
    stages,
    themes,
    undertakings,
)

app_name = "peer_challenge"
urlpatterns = gated(
    [
        path("", rounds.room, name="room"),
        path("rounds/new/", setting_up.round_new, name="round-new"),
        path("rounds/<slug:slug>/set-up/", setting_up.round_change, name="round-change"),
        path("rounds/<slug:slug>/groups/", groups.groups_edit, name="groups"),
        path("rounds/<slug:slug>/groups/propose/", groups.propose, name="groups-propose"),
        path("rounds/<slug:slug>/groups/propose/save/", groups.proposal_save, name="groups-save"),
        path("rounds/<slug:slug>/board/", board.board, name="board"),
        path("rounds/<slug:slug>/board/nudge/", board.board_nudge, name="board-nudge"),
        path("rounds/<slug:slug>/facilitators/", facilitators.facilitators, name="facilitators"),
        path(
            "rounds/<slug:slug>/facilitators/<number:facilitator>/end/",
            facilitators.facilitator_end,
            name="facilitator-end",
        ),
        path("papers/<number:pk>/", papers.paper_page, name="paper"),
        path("papers/<number:pk>/versions/<number:number>/", papers.version_copy, name="paper-copy"),
        path("papers/<number:pk>/settle/", papers.settle, name="paper-settle"),
        path("papers/<number:pk>/open-up/", papers.open_up, name="paper-open-up"),
        path("papers/<number:pk>/actions/", agreed.actions_write, name="actions-write"),
        path("papers/<number:pk>/follow-up/", agreed.actions_follow_up, name="actions-follow-up"),
        path("asks/<number:pk>/change/", asks.change, {"model": Ask}, name="ask-change"),
        path("asks/<number:pk>/confirm/", asks.confirm, {"model": Ask}, name="ask-confirm"),
        path("asks/<number:pk>/withdraw/", asks.withdraw, {"model": Ask}, name="ask-withdraw"),
        path("offers/<number:pk>/change/", asks.change, {"model": Offer}, name="offer-change"),
        path("offers/<number:pk>/confirm/", asks.confirm, {"model": Offer}, name="offer-confirm"),
        path("offers/<number:pk>/withdraw/", asks.withdraw, {"model": Offer}, name="offer-withdraw"),
        path("matches/<number:pk>/", matches.match, name="match"),
        path("packs/<number:pack>/", packs.pack, name="pack"),
        path("emergency/", emergencies.emergency, name="emergency"),
        path("memoranda/", memoranda.memoranda, name="memoranda"),
        path("memoranda/issue/", memoranda.issue, name="memorandum-issue"),
        path("memoranda/<number:memorandum>/", memoranda.memorandum, name="memorandum"),
        path("memoranda/<number:memorandum>/blank/", memoranda.blank, name="memorandum-blank"),
        path("memoranda/<number:memorandum>/change/", memoranda.change, name="memorandum-change"),
        path("memoranda/<number:memorandum>/sign/", memoranda.sign, name="memorandum-sign"),
        path("memoranda/<number:memorandum>/on-paper/", memoranda.on_paper, name="memorandum-on-paper"),
        path("memoranda/<number:memorandum>/commit/", memoranda.commit, name="memorandum-commit"),
        path("memoranda/<number:memorandum>/withdraw/", memoranda.withdraw, name="memorandum-withdraw"),
        path("<slug:slug>/", rounds.round_page, name="round"),
        path("<slug:slug>/stage/", stages.stage, name="stage"),
        path("<slug:slug>/undertaking/", undertakings.undertaking, name="undertaking"),
        path("<slug:slug>/asks-and-offers/", asks.asks_and_offers, name="asks"),
        path("<slug:slug>/asks-and-offers/write/", asks.write, name="asks-write"),
        path("<slug:slug>/matches/", matches.matches, name="matches"),
        path("<slug:slug>/matches/propose/", matches.propose, name="matches-propose"),
        path("<slug:slug>/themes/", themes.themes, name="themes"),
        path("<slug:slug>/themes/write/", themes.write, name="themes-write"),
        path("<slug:slug>/themes/sign-off/", themes.sign_off, name="themes-sign-off"),
        path("<slug:slug>/<slug:council>/pack/", packs.pack_ask, name="pack-ask"),
        path("<slug:slug>/<slug:council>/<slug:kind>/upload/", papers.upload, name="paper-upload"),
    ]
)
