import pytest

from seslip.library.wording import beyond_title


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("A guide to fostering", ""),
        ("A guide to fostering can be found here", ""),
        ("A guide to fostering – it names six councils.", "It names six councils."),
        ("Six councils wrote it.", "Six councils wrote it."),
        ("A guide to fosterings of old.", "A guide to fosterings of old."),
    ],
)
def test_a_description_does_not_repeat_the_title(description, shown):
    assert beyond_title("A guide to fostering", description) == shown
