"""The whole portal in one command: the web server, and the worker with the clock."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

PATIENCE = 20


class Command(BaseCommand):
    help = "Prepare the database and the static files, then serve the portal and do its slow work."

    def add_arguments(self, parser):
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))

    def handle(self, *, host, port, **options):
        refuse_a_taken_port(host, int(port))
        self.check(tags=["files"], include_deployment_checks=True)
        prepare()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        commands = [serving(host, port), working()]
        children = [start(command) for command in commands]
        self.stdout.write(f"The portal is at http://{host}:{port}/ (Ctrl+C stops it)")
        self.stdout.flush()
        try:
            while True:
                time.sleep(1)
                children = [alive(child) for child in children]
        except KeyboardInterrupt:
            stop(children)


def refuse_a_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: PORT=8001"
            ) from error


def prepare() -> None:
    settings.VAR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    collect_static()


def collect_static() -> None:
    """Hash and compress the static files, unless those of the last time are the same (it takes seconds)."""
    stamp = settings.STATIC_ROOT / "collected-from"
    now = fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(now)


def fingerprint() -> str:
    """The name, size and time of every static file, in one hash."""
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list([]))
    files = sorted((path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in found)
    return hashlib.sha256(repr(files).encode()).hexdigest()


def serving(host: str, port: str) -> list[str]:
    """The web server: a worker a core with one thread each, replaced when it dies."""
    workers = str(os.cpu_count() or 1)
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port),
        *("--workers", workers, "--blocking-threads", "1", "--respawn-failed-workers"),
        *("--log-level", "warning", "seslip.wsgi:application"),
    ]


def working() -> list[str]:
    """The worker and its clock. A process of its own for each job: only so do time limits hold."""
    return [
        *(sys.executable, "-m", "celery", "--quiet", "-A", "seslip", "worker", "--beat", "--pool", "prefork"),
        *("--concurrency", "1", "--loglevel", "warning", "--without-gossip", "--without-mingle"),
    ]


def start(command: list[str]) -> subprocess.Popen:
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)


def alive(child: subprocess.Popen) -> subprocess.Popen:
    """The child, or another in its place when it has died; what it left running goes with it."""
    if child.poll() is None:
        return child
    end_group(child)
    return start(child.args)


def stop(children: list[subprocess.Popen]) -> None:
    """Ask each to finish what it has in hand; after a while, insist."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            end_group(child)


def end_group(child: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
