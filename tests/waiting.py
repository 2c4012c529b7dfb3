"""The one way a test waits: for a condition, and not for ever."""

import time


def wait_until(condition, *, seconds=120, what="it"):
    """Ask again and again until the condition holds; its last answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"Waited {seconds} seconds, and {what} did not happen.")
