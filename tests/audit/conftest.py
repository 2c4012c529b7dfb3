import datetime as dt

import pytest
from django.db import connection

from seslip.audit import guarding, sealing
from seslip.audit.actions import record, record_read
from tests.newsletters import factories


@pytest.fixture
def paper(cast, directors):
    return factories.make_document("Paper", audience=directors)


@pytest.fixture
def later(monkeypatch):
    """later(hours=2): what the portal takes for the present is so much later than it was."""

    def move(**much):
        was = sealing.timezone.now()
        monkeypatch.setattr("django.utils.timezone.now", lambda: was + dt.timedelta(**much))

    return move


@pytest.fixture
def sealed(paper, cast, later):
    """Three blocks: Petra added the paper; then Alison opened it; then Bob downloaded it twice."""
    record("document added", by=cast["petra"], on=paper)
    for name, verbs in (("alison", ["opened"]), ("bob", ["downloaded", "downloaded"])):
        later(hours=2)
        sealing.seal_all()
        for verb in verbs:
            record_read(verb, by=cast[name], on=paper)
    later(hours=2)
    sealing.seal_all()


@pytest.fixture
def attacker(db):
    """Somebody at the database's own prompt, who has taken the guards away."""
    with connection.cursor() as cursor:
        for statement in guarding.lifting(connection.vendor):
            cursor.execute(statement)
        yield cursor
    # PostgreSQL keeps what it checks at the end until then; a trigger is not made before.
    if connection.vendor == "postgresql":
        connection.check_constraints()
    guarding.guard()
