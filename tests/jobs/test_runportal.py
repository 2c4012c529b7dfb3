"""One command serves the portal and does its work, and leaves nothing behind when it stops."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.jobs.conftest import answers, free_port
from tests.waiting import wait_until


@pytest.fixture
def portal(tmp_path):
    """The running command, and the port it serves on."""
    port = free_port()
    environment = {**os.environ, "SESLIP_VAR": str(tmp_path / "var"), "PORT": str(port), "DEBUG": "1"}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "runportal"]
    with open(tmp_path / "log", "wb") as log:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
    yield process, port
    process.terminate()
    process.wait(60)
    process.stdout.close()


def children(pid: int) -> set[int]:
    return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}


def all_below(pid: int) -> set[int]:
    below = children(pid)
    return below.union(*(all_below(child) for child in below))


def worker_of(pid: int) -> int | None:
    named = [child for child in children(pid) if b"celery" in Path(f"/proc/{child}/cmdline").read_bytes()]
    return named[0] if named else None


def refuses_a_taken(port: int) -> None:
    command = [sys.executable, "manage.py", "runportal", "--port", str(port)]
    second = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120)
    assert second.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in second.stderr


def test_it_serves_refuses_a_taken_port_replaces_a_dead_worker_and_stops_clean(portal):
    process, port = portal
    wait_until(lambda: answers(port), what="the web server")
    assert urlopen(f"http://127.0.0.1:{port}/healthz", timeout=60).read() == b"ok"  # noqa: S310
    assert process.stdout.readline() == f"The portal is at http://127.0.0.1:{port}/ (Ctrl+C stops it)\n"
    refuses_a_taken(port)
    first = worker_of(process.pid)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: worker_of(process.pid) not in (None, first), what="another worker")
    family = all_below(process.pid)
    process.terminate()
    assert process.wait(60) == 0
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]
