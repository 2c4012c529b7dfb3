"""Whoever may not open an address does nothing there either, with a form filled in for it.

Tried at every address, as everybody it is not for.

Who may open what stands in test_access.py. An address that takes only what a form sends has its row here.
"""

import re

from django.db import connection

from tests.test_access import ELSEWHERE, EXPECTED, PEOPLE, address_of, kinds_of, signed_in, things, url_names

__all__ = ["things"]

MAY_SEND = {
    "groups-save walled": "faz petra",
    "board-nudge walled": "faz petra",
    "facilitator-end walled": "petra",
    "pack-ask walled": "lena cleo dev alison bob faz",
    "paper-settle walled": "alison",
    "paper-open-up walled": "alison",
    "ask-confirm late": "alison",
    "offer-confirm late": "bob",
    "matches-propose walled": "",
    "themes-sign-off walled": "petra",
}
# What any of the forms would take.
FILLED_IN = {
    **dict.fromkeys(["words", "reason", "why", "what-1", "note", "answer", "where"], "Written by a stranger"),
    **dict.fromkeys(["version", "seen", "number", "stage", "theme", "council", "organisation", "to"], "1"),
    **dict.fromkeys(["open", "agree", "confirm", "accept", "grant", "decision", "keep"], "yes"),
    **dict.fromkeys(["starts", "ends", "on", "signed_on", "review_on"], "2030-01-01"),
    "name": "Somebody Else",
    "email": "somebody@example.org",
    "post": "dcs",
    "state-1": "done",
    "person": "somebody@example.org",
    **{
        "kind": "spending",
        "book": "actual",
        "line": "1",
        "amount": "10",
        "day": "2021-10-01",
        "approve": "1",
    },
    "sure": "on",
    **{"status": "on-track", "text": "Written by a stranger", "who_sees": "everyone"},
}
WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# That somebody was refused, the session they were refused in, and what they typed, kept for themselves.
MAY_BE_WRITTEN = {"audit_event", "django_session", "usersessions_usersession", "people_draft"}


def not_for(row: str) -> list[str]:
    if row in MAY_SEND:
        return [who for who in PEOPLE if who not in MAY_SEND[row].split()]
    return [who for who, word in zip(PEOPLE, EXPECTED[row], strict=True) if word in ("in", "no", "none")]


def test_nobody_does_what_is_not_theirs_at_any_address(things, cast):
    clients = {who: signed_in(cast, who) for who in PEOPLE}
    written, done = [], []

    def watch(execute, sql, params, many, context):
        if (found := WRITES.match(sql)) and found[1] not in MAY_BE_WRITTEN:
            written.append(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for name, pattern in url_names():
            for kind in [] if name.startswith(ELSEWHERE) else kinds_of(name, pattern):
                row = f"{name.split(':')[-1]} {kind}".strip()
                address = address_of(name, pattern, things.get(kind, {}))
                for who in not_for(row):
                    answer = clients[who].post(address, FILLED_IN)
                    if written or not is_refused(answer):
                        done.append((row, who, answer.status_code, *written))
                        written.clear()
    assert done == []


def is_refused(answer) -> bool:
    return answer.status_code in (403, 404, 405) or "/accounts/login/?" in answer.get("Location", "")


def test_every_address_that_only_takes_forms_says_from_whom():
    assert MAY_SEND.keys() == {row for row, words in EXPECTED.items() if "post" in words}
