"""Requests a second of the pages, against a bare Django view of the same bytes under the same server.

The server is the one that runportal starts: granian, a worker a core, one blocking thread each.
"""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from bench.machine import free_port, manage

ROUNDS, SECONDS, CONNECTIONS = 3, 4, 16
PAGES = {
    "Update": ("/newsletters/{slug}/", 0.4, 0.06),
    "archive of 600": ("/newsletters/", None, 0.06),
    "search of a common word": ("/search/?q=children", None, 0.03),
}


def lines():
    """Measure everything; yield one line a figure."""
    if not shutil.which("wrk"):
        yield "pages: not measured, wrk is missing (apt-get install wrk)"
        return
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SESLIP_VAR": folder, "SESLIP_ENV": "", "PYTHONPATH": os.getcwd()}
        slug = _prepare(env)
        for name, (address, kept_aim, made_aim) in PAGES.items():
            yield from _compare(name, address.format(slug=slug), kept_aim, made_aim, env, Path(folder))


def _prepare(env: dict) -> str:
    for command in ("migrate", "load_reference", "collectstatic --no-input"):
        manage(command.split(), env)
    manage(["shell", "-v0", "-c", "from bench.content import make; make()"], env)
    answer = manage(
        ["shell", "-v0", "-c", "from bench.content import newest; print(newest().update.slug)"], env
    )
    return answer.split()[-1]


def _compare(name: str, address: str, kept_aim, made_aim, env: dict, folder: Path):
    page = folder / "page.html"
    with _serving("seslip.settings", env | {"KEEP_PUBLIC_PAGES": "0"}) as made_port:
        page.write_bytes(urllib.request.urlopen(f"http://127.0.0.1:{made_port}{address}").read())
        with (
            _serving("seslip.settings", env) as kept_port,
            _serving("bench.bare_settings", env | {"BARE_PAGE": str(page)}) as bare_port,
        ):
            rates = [
                (_rate(bare_port, "/"), _rate(kept_port, address), _rate(made_port, address))
                for _ in range(ROUNDS)
            ]
    bare, kept, made = (statistics.median(column) for column in zip(*rates, strict=True))
    if kept_aim:
        yield _line(f"{name}, kept ready", kept, bare, kept_aim)
    yield _line(f"{name}, made each time", made, bare, made_aim)


def _line(what: str, rate: float, bare: float, aim: float) -> str:
    ratio = rate / bare
    verdict = "as aimed" if ratio >= aim else "short of the aim"
    return f"{what}: {ratio:.3f} of a bare view ({rate:.0f} to {bare:.0f} a second; aim {aim}: {verdict})"


@contextmanager
def _serving(settings: str, env: dict):
    port = free_port()
    options = (
        f"--interface wsgi --workers {os.cpu_count()} --blocking-threads 1 --no-ws --log-level error "
        f"--port {port} seslip.wsgi:application"
    )
    command = [sys.executable, "-m", "granian", *options.split()]
    site = {"DJANGO_SETTINGS_MODULE": settings, "SITE_ADDRESS": f"http://127.0.0.1:{port}"}
    server = subprocess.Popen(command, env=env | site)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as there:
            if there.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _rate(port: int, address: str) -> float:
    """Requests a second over SECONDS, from another process on this machine."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", f"http://127.0.0.1:{port}{address}"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in answer:
        raise RuntimeError(f"{address} did not answer 200: {answer}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", answer)[1])
