"""An Update to 1,000 readers through a real mail server, with the worker killed (kill -9) five times.

python -m bench.sending [--readers N] [--kills N] [--workers N] prints who got how many, and fails when
somebody got none or when there are more doubles than kills. The database is a new one, thrown away
afterwards: SQLite, or one on the PostgreSQL of DATABASE_URL.
"""

import argparse
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.machine import free_port

ROOT = Path(__file__).resolve().parent.parent
LEASE_SECONDS = 3
PATIENCE = 300


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder, _database(Path(folder)) as address:
        taken = Path(folder) / "taken"
        taken.touch()
        port = free_port()
        os.environ.update(
            DATABASE_URL=address,
            EMAIL_URL=f"smtp://127.0.0.1:{port}",
            SESLIP_VAR=folder,
            LETTER_LEASE_SECONDS=str(LEASE_SECONDS),
            DJANGO_SETTINGS_MODULE="seslip.settings",
        )
        sink = subprocess.Popen([sys.executable, "-m", "bench.sink", str(port), str(taken)], cwd=ROOT)
        try:
            _publish_to(options.readers)
            began = time.monotonic()
            kills = _send_with_kills(taken, options)
            return _report(taken, options.readers, kills, time.monotonic() - began)
        finally:
            sink.kill()
            sink.wait()


def _options():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--readers", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1, help="How many send at the same time.")
    parser.add_argument("--seed", type=int, default=None, help="Kill at the same moments as that run.")
    return parser.parse_args()


@contextmanager
def _database(folder: Path):
    """The address of an empty database, gone afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder}/portal.sqlite3"
        return
    import psycopg2

    name = f"sending_{os.getpid()}"
    server = psycopg2.connect(given)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(given)._replace(path=f"/{name}").geturl()
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    server.close()


def _publish_to(count: int) -> None:
    """One Update of the usual size, and its outbox."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from bench import content
    from newsletters.actions import outbox
    from newsletters.models import Edition, Reader

    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=open(os.devnull, "w"))  # noqa: SIM115
    Reader.objects.bulk_create(
        Reader(
            email=f"reader{number}@example.org",
            state=Reader.State.ACTIVE,
            confirmed_at=timezone.now(),
            lawful_basis="a rehearsal",
            source="a rehearsal",
        )
        for number in range(count)
    )
    [update] = content.make(1)
    outbox.go_without_proof(update=update, by=None)
    update.refresh_from_db()
    edition = Edition.objects.unscoped("a rehearsal").get(update=update, is_current=True)
    outbox.fill_outbox(edition)
    connection.close()


def _send_with_kills(taken: Path, options) -> int:
    """Start the workers, kill one when the list has grown to a random length, start another, to the end."""
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10_000)
    chance = random.Random(seed)  # noqa: S311
    moments = sorted(chance.sample(range(1, int(options.readers * 0.95)), options.kills))
    print(f"killing after about {', '.join(map(str, moments))} letters (--seed {seed})")
    workers = [_start_worker() for _ in range(options.workers)]
    for moment in moments:
        _wait(lambda moment=moment: len(_lines(taken)) >= moment)
        time.sleep(chance.random() / 50)
        victim = workers.pop(0)
        victim.kill()
        victim.join()
        workers.append(_start_worker())
    for worker in workers:
        worker.join(PATIENCE)
    return len(moments)


def _report(taken: Path, readers: int, kills: int, seconds: float) -> int:
    letters = _lines(taken)
    got = Counter(line.split()[0] for line in letters)
    doubles = sum(got.values()) - len(got)
    none = readers - len(got)
    ids = {line.split()[1] for line in letters}
    print(f"{readers} readers, {kills} kills, {len(letters)} letters in {seconds:.0f} s")
    print(f"{sum(count == 1 for count in got.values())} got one, {doubles} doubles, {none} got none")
    print(f"doubles under another Message-ID: {len(ids) - len(got)}")
    return int(none > 0 or doubles > kills or len(ids) != len(got))


def _start_worker() -> multiprocessing.Process:
    """manage.py send_updates --until-empty, in a process of its own that need not load everything again."""
    worker = multiprocessing.get_context("fork").Process(target=_send)
    worker.start()
    return worker


def _send() -> None:
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        call_command("send_updates", until_empty=True, stdout=nowhere)


def _wait(ready) -> None:
    until = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > until:
            raise SystemExit("Nothing was sent for too long.")
        time.sleep(0.002)


def _lines(taken: Path) -> list[str]:
    return taken.read_text().splitlines()


if __name__ == "__main__":
    sys.exit(main())
