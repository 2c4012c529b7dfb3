"""Plans of the world: one for everyone with notes and tasks for each circle, one for directors, a draft."""

from tests.budget.factories import make_budget
from tests.workstreams.factories import frozen, line_of, make_more, make_note, make_plan, make_task

TEAM_ONLY = frozenset({"petra"})


def make_plans(world) -> list:
    """Their words are the world's own: who may read which stands in world.py."""
    everyone = world.circles["everyone"]
    public = make_plan("2021-22", words=world.word("everyone"))
    make_more(line_of(public), world.word("everyone"))
    frozen(public, reason=world.word("everyone"))
    for name, circle in world.circles.items():
        make_note(line_of(public), circle, text=f"findme {world.word(name)}")
        _task(world, line_of(public), name, circle)
    directors = world.circles["directors"]
    closed = make_plan("2020-21", audience=directors, words=world.word("directors"))
    make_more(line_of(closed), world.word("directors"))
    frozen(closed, reason=world.word("directors"))
    # For everyone, but on a line of a plan that is not.
    make_note(line_of(closed), everyone, text=world.word("directors"))
    for name, circle in world.circles.items():
        _entry(world, public, name, circle)
    draft = make_plan("2022-23", status="draft", words=world.word("draftplan", TEAM_ONLY))
    frozen(draft, reason=world.word("draftplan", TEAM_ONLY))
    return [public, closed, draft]


def _entry(world, plan, name: str, circle) -> None:
    """Entries are read by members; in the journal by whoever may read the entry."""
    word = world.word(name)
    make_budget(plan).spent(audience=circle, words=f"findme {word}")


def _task(world, line, name: str, circle) -> None:
    """Its owner, at Hampshire, reads it too."""
    owner = world.cast["cora"].person
    make_task(line, owner, circle, words=f"findme {world.word_also(name, 'cora')}")
