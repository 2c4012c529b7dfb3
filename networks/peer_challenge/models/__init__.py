from networks.peer_challenge.models.asks import Ask, Match, Offer, Theme, Themes
from networks.peer_challenge.models.memoranda import Commitment, Memorandum, Signature, Undertaking
from networks.peer_challenge.models.nudges import Nudge
from networks.peer_challenge.models.packs import Pack
from networks.peer_challenge.models.papers import AgreedAction, Paper, PaperVersion
from networks.peer_challenge.models.rounds import Facilitator, Group, GroupException, Place, Round
from networks.peer_challenge.models.watch import EmergencyAccess

__all__ = [
    "AgreedAction",
    "Ask",
    "Commitment",
    "EmergencyAccess",
    "Facilitator",
    "Group",
    "GroupException",
    "Match",
    "Memorandum",
    "Nudge",
    "Offer",
    "Pack",
    "Paper",
    "PaperVersion",
    "Place",
    "Round",
    "Signature",
    "Theme",
    "Themes",
    "Undertaking",
]
