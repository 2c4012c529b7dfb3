"""What every measurement needs of the machine: a portal of its own to command, and a port."""

import socket
import subprocess
import sys


def manage(command: list[str], env: dict) -> str:
    """What manage.py prints for this command, in that environment."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command], env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
