"""The triad builder: who meets whom, and why. Plain Python; it knows nothing of the database or of pages.

Ask with a Question, get an Arrangement with its reasons, or Impossible with the reason why not. What somebody
moves by hand is held to the same rules (`broken`).
"""

from networks.peer_challenge.grouping.arranging import Arrangement, Impossible, arrange, distinct, nth
from networks.peer_challenge.grouping.days import Meeting, double_booked
from networks.peer_challenge.grouping.question import Council, Earlier, Mode, Question
from networks.peer_challenge.grouping.rules import Broken, Rule, broken

__all__ = [
    "Arrangement",
    "Broken",
    "Council",
    "Earlier",
    "Impossible",
    "Meeting",
    "Mode",
    "Question",
    "Rule",
    "arrange",
    "broken",
    "distinct",
    "double_booked",
    "nth",
]
