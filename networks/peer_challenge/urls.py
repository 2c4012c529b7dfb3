"""Every address of the room. They all pass the gate, whatever is added here."""

from django.urls import path

from networks.peer_challenge.gate import gated
from networks.peer_challenge.views import (
    agreed,
    board,
    emergencies,
    facilitators,
    groups,
    memoranda,
    packs,
    papers,
    rounds,
    setting_up,
    stages,
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
        path("<slug:slug>/<slug:council>/pack/", packs.pack_ask, name="pack-ask"),
        path("<slug:slug>/<slug:council>/<slug:kind>/upload/", papers.upload, name="paper-upload"),
    ]
)
