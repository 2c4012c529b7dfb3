"""What is done to people, posts and circles, a file a noun."""

from seslip.people.actions.accounts import (
    appoint,
    council_circle,
    forget_old,
    make_account,
    make_built_in_circles,
    one_time_link,
    take_second_step_away,
)

__all__ = [
    "appoint",
    "council_circle",
    "forget_old",
    "make_account",
    "make_built_in_circles",
    "one_time_link",
    "take_second_step_away",
]
