"""Every address of the room. They all pass the gate, whatever is added here."""

from django.urls import path

from networks.peer_challenge.gate import gated
from networks.peer_challenge.views import rounds

app_name = "peer_challenge"
urlpatterns = gated(
    [
        path("", rounds.room, name="room"),
        path("<slug:slug>/", rounds.round_page, name="round"),
    ]
)
