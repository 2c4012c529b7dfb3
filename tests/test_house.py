"""The house keeps itself: imports run one way, nothing is missing, nothing reaches outside."""

import ast
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
AREAS = {"newsletters", "workstreams", "networks", "benchmarking", "budget"}
MAY_IMPORT = {"budget": {"workstreams"}}
CODE = [path for name in ("seslip", *AREAS) for path in sorted((ROOT / name).rglob("*.py"))]
WRITTEN = [path for path in CODE if "migrations" not in path.parts]


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def room(path):
    return path.relative_to(ROOT).parts[0]


def test_the_ground_floor_imports_no_area_and_no_area_another():
    wrong = [
        (str(path.relative_to(ROOT)), module)
        for path in CODE
        for module in imported_by(path)
        if module.split(".")[0] in AREAS - {room(path)} - MAY_IMPORT.get(room(path), set())
    ]
    assert wrong == []


def test_nothing_imports_the_peer_challenge_room():
    inside = ROOT / "networks" / "peer_challenge"
    wrong = [
        str(path.relative_to(ROOT))
        for path in CODE
        if inside not in path.parents
        for module in imported_by(path)
        if module.startswith("networks.peer_challenge")
    ]
    assert wrong == []


def test_no_file_outgrows_its_room():
    long = {
        str(path.relative_to(ROOT)): n for path in WRITTEN if (n := len(path.read_text().splitlines())) > 400
    }
    assert long == {}


def test_no_drawer_for_odds_and_ends():
    odds = {"utils.py", "helpers.py", "constants.py", "common.py", "services.py", "misc.py"}
    assert [str(path.relative_to(ROOT)) for path in WRITTEN if path.name in odds] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_letters_are_made_in_one_place():
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in WRITTEN
        if path != ROOT / "seslip" / "mail.py"
        for module in imported_by(path)
        if module == "django.core.mail"
    ]
    assert elsewhere == []


def test_a_test_cannot_reach_outside():
    with socket.socket() as there, pytest.raises(AssertionError, match="outside"):
        there.connect(("192.0.2.1", 80))
