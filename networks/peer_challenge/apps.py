from django.apps import AppConfig

from seslip import registry
from seslip.nav import Entry


class PeerChallengeConfig(AppConfig):
    """The walled room. Nothing outside imports it, and it offers nothing to search, feeds or pickers."""

    name = "networks.peer_challenge"
    label = "peer_challenge"
    verbose_name = "Peer challenge"

    def ready(self):
        import networks.peer_challenge.actions.packs  # noqa: F401 - registers its kind of job
        from networks.peer_challenge import demonstration, demonstration_asks, demonstration_rounds
        from networks.peer_challenge.asking import on_the_front_page
        from networks.peer_challenge.gate import may_enter

        registry.offer("menu", Entry("Peer challenge", "peer_challenge:room", 60, may_enter))
        registry.offer("asks", on_the_front_page)
        registry.offer("demonstration", demonstration.seed)
        registry.offer("demonstration", demonstration_asks.seed)
        registry.offer("demonstration", demonstration_rounds.seed)
