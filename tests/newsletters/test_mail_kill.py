"""What docs/decisions/sending.md promises, with a real mail server and workers killed with kill -9."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.parametrize("workers", [1, 2])
def test_everyone_gets_the_update_and_doubles_are_at_most_one_a_kill(workers, db):
    """bench.sending fails when somebody got none, or doubles exceed kills. By hand: 1,000 readers."""
    command = [
        sys.executable,
        "-m",
        "bench.sending",
        "--readers",
        "120",
        "--kills",
        "5",
        "--workers",
        str(workers),
    ]
    server = os.environ.get("DATABASE_URL", "") if connection.vendor == "postgresql" else ""
    ran = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": server},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "0 got none" in ran.stdout
