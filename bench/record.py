"""How long it takes to write down what was done while blocks are being sealed, against while nothing is."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

from bench.machine import manage

ROUNDS, EVENTS, BACKLOG = 5, 200, 20_000


def lines():
    """One line, as the other measurements give theirs."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SESLIP_VAR": folder, "SESLIP_ENV": ""}
        manage(["migrate"], env)
        answer = manage(["shell", "-v0", "-c", "from bench.record import measure; measure()"], env)
    alone, sealing = map(float, answer.split()[-2:])
    yield (
        f"record: an event beside sealing without a pause / alone = {sealing / alone:.2f} "
        f"({sealing * 1000:.2f} ms to {alone * 1000:.2f} ms; by the clock it is sealed every ten minutes)"
    )


def measure() -> None:
    """Write events in turn alone and beside a process that seals without a pause; print both medians."""
    from seslip.audit.models import Event

    # Rows of the record are never made in bulk by the portal; here they only have to be there.
    Event.objects.bulk_create([_event(Event) for _ in range(BACKLOG)], batch_size=1000)
    rounds = [(_time_to_write(), _beside_sealing(_time_to_write)) for _ in range(ROUNDS)]
    print(*(statistics.median(column) for column in zip(*rounds, strict=True)))


def _event(model):
    return model(verb="measured", kind="audit.event", object_id=1)


def _time_to_write() -> float:
    """Seconds an event, each in a transaction of its own, as in the portal."""
    from seslip.audit.actions import record_read
    from seslip.audit.models import Event

    start = time.perf_counter()
    for _ in range(EVENTS):
        record_read("measured", by=None, on=Event())
    return (time.perf_counter() - start) / EVENTS


def _beside_sealing(measured) -> float:
    command = [
        sys.executable,
        "manage.py",
        "shell",
        "-v0",
        "-c",
        "from bench.record import seal_on; seal_on()",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as sealing:
        try:
            if sealing.stdout.readline() != "sealing\n":
                raise RuntimeError("The process that seals did not start.")
            return measured()
        finally:
            sealing.kill()


def seal_on() -> None:
    """Seal without a pause, and without waiting for events to settle, until killed."""
    import datetime as dt

    from seslip.audit import sealing

    sealing.SETTLED_AFTER = dt.timedelta(0)
    print("sealing", flush=True)
    while True:
        sealing.seal()
