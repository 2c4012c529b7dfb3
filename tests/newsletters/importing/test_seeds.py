"""The two real Updates that the programme gave, where they are at hand."""

import datetime as dt
import re

import pytest

from newsletters.importing import read_text

CONTRACT = {344: (dt.date(2019, 3, 22), 4, 2, 16, 7), 389: (dt.date(2020, 2, 7), 8, 5, 23, 10)}
LABEL = re.compile(r"^(Programme|Update|Action Required):\s*$")


@pytest.fixture(params=CONTRACT)
def real(request, seeds):
    text = (seeds / f"update-{request.param}.txt").read_text()
    return request.param, text, read_text(text)


def headings(update):
    return [item.programme for item in update.items], [item.programme for item in update.reminders]


def without(text, *labels):
    kept = (line for line in text.split("\n") if not (LABEL.match(line) and line.split(":")[0] in labels))
    return "\n".join(kept)


def test_a_real_update_is_read_whole(real):
    number, _, update = real
    counts = [len(part) for part in (update.items, update.reminders, update.tools, update.contacts)]
    assert (update.number, update.date, *counts) == (number, *CONTRACT[number])


def test_only_one_item_has_no_action(real):
    number, _, update = real
    without_action = [item.programme for item in update.items + update.reminders if not item.action]
    assert without_action == {344: [], 389: ["4 recent DfE publications"]}[number]


def test_every_line_is_accounted_for(real):
    _, text, update = real
    source = re.findall(r"\w+", re.sub(r"(?m)^\d\. ", "", text))
    assert re.findall(r"\w+", " ".join(place.text for place in update.placed)) == source


@pytest.mark.parametrize(
    "labels",
    [
        ["Programme"],
        ["Update"],
        ["Action Required"],
        ["Programme", "Update"],
        ["Update", "Action Required"],
        ["Programme", "Action Required"],
        ["Programme", "Update", "Action Required"],
    ],
)
def test_items_are_told_apart_without_labels(real, labels):
    _, text, update = real
    assert headings(read_text(without(text, *labels))) == headings(update)


def test_items_are_told_apart_when_any_one_label_is_missing(real):
    _, text, update = real
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if LABEL.match(line) and not line.startswith("Action"):
            assert headings(read_text("\n".join(lines[:place] + lines[place + 1 :]))) == headings(update), (
                place
            )
