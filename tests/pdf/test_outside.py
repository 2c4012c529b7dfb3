"""A PDF is made of our own typeface and the words it is given: nothing else is opened or asked for."""

import socket

import pytest

from seslip.pdf import making
from seslip.pdf.making import FACES, fetcher, render
from tests.pdf.checking import pages, unpacked

pytestmark = pytest.mark.pdf

ADDRESSES = {
    "a file": "file://{file}",
    "the network": "http://127.0.0.1:{port}/x",
    "elsewhere": "ftp://example.org/x",
}
WAYS = {
    "an image": '<img src="{at}" alt="x">',
    "an object": '<object data="{at}">x</object>',
    "an embed": '<embed src="{at}">',
    "an attachment": '<link rel="attachment" href="{at}">',
    "a linked attachment": '<a rel="attachment" href="{at}">x</a>',
    "a style sheet": '<link rel="stylesheet" href="{at}">',
    "an import": '<style>@import url("{at}");</style>',
    "a font": '<style>@font-face {{ font-family: X; src: url("{at}") }} h1 {{ font-family: X }}</style>',
    "a background": '<p style="background: url({at})">x</p>',
    "the page's background": '<style>@page {{ background: url("{at}") }}</style>',
    "a bullet": '<ul style="list-style: url({at})"><li>x</li></ul>',
    "a drawing": '<svg width="9" height="9"><image href="{at}" width="9" height="9"/></svg>',
    "a part of a drawing": '<svg width="9" height="9"><use href="{at}#a"/></svg>',
    "a frame": '<iframe src="{at}"></iframe>',
    "a generated image": '<style>p::before {{ content: url("{at}") }}</style><p>x</p>',
    "another base": '<base href="{at}"><img src="x.png" alt="x">',
}


@pytest.fixture
def listener():
    """A server on this machine that nobody may ask."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def nobody_asked(server) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return True
    return False


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_nothing_is_fetched_and_nothing_embedded(way, address, listener, tmp_path, caplog):
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    at = address.format(file=secret, port=listener.getsockname()[1])
    made = render(f"<h1>Title</h1>{way.format(at=at)}", title="Title")
    assert nobody_asked(listener)
    assert "canary" not in "".join(pages(made))
    assert not any(word in unpacked(made) for word in (b"canary", b"/EmbeddedFile", b"/Image"))
    caplog.clear()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "data:text/plain,x",
        "font:../__init__.py",
        "font:/etc/passwd",
        "font:SourceSansPro-Black.ttf",
        "FONT:SourceSansPro-Regular.ttf",
        "static:site.css",
        "",
    ],
)
def test_the_fetcher_refuses(address):
    with pytest.raises(ValueError, match="nothing from outside"):
        fetcher().fetch(address)


def test_the_fetcher_gives_our_typeface():
    for face in FACES:
        assert fetcher().fetch(f"font:{face}").read(4) == b"\0\1\0\0"


def test_a_machine_without_the_libraries_says_what_to_install(monkeypatch):
    monkeypatch.setattr(making, "LIBRARIES", {"libnowhere.so.9": "libnowhere-9"})
    [warning] = making.check_libraries()
    assert warning.msg == (
        "PDFs cannot be made on this machine: run “apt-get install --no-install-recommends libnowhere-9”. "
        "Everything else works."
    )
