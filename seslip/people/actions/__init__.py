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
from seslip.people.actions.appointments import end_post, hand_over, hand_over_to_new_directors
from seslip.people.actions.delegations import delegate, end_delegation
from seslip.people.actions.invitations import accept, accept_anew, agree, cancel, invite, send_again
from seslip.people.actions.requests import approve, ask_for_access, forget_decided_requests, refuse
from seslip.people.actions.reviews import ask_for_reviews, confirm_review

__all__ = [
    "accept",
    "accept_anew",
    "agree",
    "appoint",
    "approve",
    "ask_for_access",
    "ask_for_reviews",
    "cancel",
    "confirm_review",
    "council_circle",
    "delegate",
    "end_delegation",
    "end_post",
    "forget_decided_requests",
    "forget_old",
    "hand_over",
    "hand_over_to_new_directors",
    "invite",
    "make_account",
    "make_built_in_circles",
    "one_time_link",
    "refuse",
    "send_again",
    "take_second_step_away",
]
