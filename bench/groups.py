"""The triad builder, with thirty councils after two rounds."""

import time

from networks.peer_challenge.grouping import Council, Earlier, Question, arrange

COUNCILS = tuple(Council(n, f"Council {n:02}", 1000 * n, frozenset({n})) for n in range(30))
EARLIER = tuple(
    Earlier(frozenset((n + k * step) % 30 for k in range(3)), f"Round {step}")
    for step in (1, 7)
    for n in range(0, 30, 3)
)


def lines():
    began = time.perf_counter()
    found = arrange(Question(COUNCILS, earlier=EARLIER))
    took = time.perf_counter() - began
    told = f"{found.repeats} repeats, {found.steps:,} steps, {took * 1000:.0f} ms"
    yield f"groups: 30 councils after two rounds: {told}"
