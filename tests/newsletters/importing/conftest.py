from pathlib import Path

import pytest

from newsletters.importing import read_file

FORMS = Path(__file__).parent / "forms"


@pytest.fixture
def form():
    """The Updates of one file in forms/, in order."""

    def read(name):
        return read_file((FORMS / name).read_bytes(), name)

    return read


@pytest.fixture
def update(form):
    """The only, or first, Update of one file in forms/."""
    return lambda name: form(name).updates[0]
