"""Every address of the room. They all pass the gate, whatever is added here."""

from django.urls import path

from networks.peer_challenge.gate import gated
from networks.peer_challenge.views import emergencies, papers, rounds, stages, undertakings

app_name = "peer_challenge"
urlpatterns = gated(
    [
        path("", rounds.room, name="room"),
        path("papers/<number:pk>/", papers.paper_page, name="paper"),
        path("papers/<number:pk>/versions/<number:number>/", papers.version_copy, name="paper-copy"),
        path("papers/<number:pk>/settle/", papers.settle, name="paper-settle"),
        path("papers/<number:pk>/open-up/", papers.open_up, name="paper-open-up"),
        path("emergency/", emergencies.emergency, name="emergency"),
        path("<slug:slug>/", rounds.round_page, name="round"),
        path("<slug:slug>/stage/", stages.stage, name="stage"),
        path("<slug:slug>/undertaking/", undertakings.undertaking, name="undertaking"),
        path("<slug:slug>/<slug:council>/<slug:kind>/upload/", papers.upload, name="paper-upload"),
    ]
)
