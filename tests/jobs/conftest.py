"""A real broker, real worker processes, and a database they share with the test."""

import io
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from seslip import celery_app
from tests.waiting import wait_until

# What the tests that use `shared_database` are marked with.
ON_POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
SHARES_DATABASE = [pytest.mark.django_db(transaction=True)] if ON_POSTGRESQL else []


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory):
    """A redis-server of the tests' own, on a free port."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not installed: apt-get install redis-server")
    port = free_port()
    folder = tmp_path_factory.mktemp("redis")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(port), what="redis-server")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def shared_database(request, tmp_path):
    """The address of a database that other processes see, with the councils and circles in it.

    PostgreSQL's own, committed to (SHARES_DATABASE); for SQLite a file of this test's own.
    """
    if ON_POSTGRESQL:
        call_command("load_reference", stdout=io.StringIO())
        yield url_of(connections["default"].settings_dict)
    else:
        blocker = request.getfixturevalue("django_db_blocker")
        yield from _database_in_a_file(blocker, tmp_path / "shared.sqlite3")


def url_of(database: dict) -> str:
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)


def _database_in_a_file(blocker, path):
    tests_own = connections["default"]
    with blocker.unblock():
        connections["default"] = type(tests_own)({**tests_own.settings_dict, "NAME": str(path)}, "default")
        try:
            call_command("migrate", verbosity=0)
            call_command("load_reference", stdout=io.StringIO())
            yield f"sqlite:///{path}"
        finally:
            connections["default"].close()
            connections["default"] = tests_own


@pytest.fixture
def broker(redis_url):
    """Calls for workers go through Redis."""
    use_broker(redis_url)
    yield redis_url
    use_broker("memory://")


def use_broker(url):
    celery_app.conf.broker_url = url
    celery_app.conf.broker_transport_options = settings.REDIS_BROKER_OPTIONS
    celery_app._pool = celery_app.amqp._producer_pool = None


@pytest.fixture
def workers(broker, shared_database, tmp_path):
    """Start a worker process with its clock; all are ended after the test."""
    started = []
    environment = {
        **os.environ,
        "DATABASE_URL": shared_database,
        "REDIS_URL": broker,
        "SESLIP_VAR": str(tmp_path / "var"),
        "STORAGE_URL": f"file://{settings.MEDIA_ROOT}",
        "JOB_LEASE_SECONDS": "3",
        "JOB_SWEEP_SECONDS": "1",
    }

    def start() -> subprocess.Popen:
        command = [sys.executable, "-m", "celery", "--quiet", "-A", "tests.jobs.worker", "worker", "--beat"]
        command += ["--pool", "prefork", "--concurrency", "1", "--without-gossip", "--without-mingle"]
        (tmp_path / "var").mkdir(exist_ok=True)
        log = open(tmp_path / "worker.log", "ab")  # noqa: SIM115 - the process writes to it
        worker = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True, stdout=log, stderr=log
        )
        log.close()
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)


def kill(worker: subprocess.Popen) -> None:
    """kill -9, with every process it started."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(10)
