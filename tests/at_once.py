"""Several things done at the same moment, each in a transaction of its own."""

import threading
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connections

# SQLite writes one at a time and locks no rows: there these tests would say nothing.
NEEDS_POSTGRESQL = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        reason="needs PostgreSQL: script/with-postgres",
    ),
]


def at_once(*calls: Callable) -> list:
    """What each call gave back, or the exception it ended with."""
    barrier, ended = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        try:
            barrier.wait(10)
            ended[place] = call()
        except Exception as error:
            ended[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ended
