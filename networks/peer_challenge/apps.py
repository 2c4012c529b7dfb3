from django.apps import AppConfig


class PeerChallengeConfig(AppConfig):
    """The walled room. Nothing outside imports it, and it offers nothing to search, feeds or pickers."""

    name = "networks.peer_challenge"
    label = "peer_challenge"
    verbose_name = "Peer challenge"
