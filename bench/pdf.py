"""How long a PDF takes through the portal's code, against WeasyPrint on the same HTML alone."""

import gc
import os
import tempfile
import time

from bench.machine import manage

ROUNDS, AIM = 13, 1.1


def lines():
    """One line, as the other measurements give theirs."""
    ours, alone = ratio()
    verdict = "as aimed" if ours / alone <= AIM else "short of the aim"
    yield (
        f"pdf: our time / WeasyPrint alone = {ours / alone:.2f} "
        f"({ours:.2f} s to {alone:.2f} s of processor time; aim at most {AIM}: {verdict})"
    )


def ratio() -> tuple[float, float]:
    """Seconds of processor time for one PDF: through our code, and by WeasyPrint alone."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"SESLIP_VAR": folder, "SESLIP_ENV": ""}
        for command in (["migrate"], ["load_reference"]):
            manage(command, env)
        answer = manage(["shell", "-v0", "-c", "from bench.pdf import measure; measure()"], env)
    ours, alone = answer.split()[-2:]
    return float(ours), float(alone)


def measure() -> None:
    """Make the same PDF both ways, in turn; print the quickest of each, which others disturbed least."""
    from bench.content import make

    body = _body_of(make(1)[0])
    times = [(_time(_through_our_code, body, turn), _time(_alone, body, turn)) for turn in range(ROUNDS)]
    ours, alone = (min(column) for column in zip(*times, strict=True))
    print(ours, alone)


def _body_of(update) -> str:
    from django.contrib.auth.models import AnonymousUser

    from newsletters.models import Edition
    from newsletters.pdf import rendition_for

    edition = Edition.objects.visible_to(AnonymousUser()).select_related("update").get(update=update)
    return rendition_for(AnonymousUser(), edition).html


def _time(way, body: str, turn: int) -> float:
    gc.collect()  # what the turn before has left is not this one's work
    start = time.process_time()
    way(body, f"Turn {turn}")
    return time.process_time() - start


def _through_our_code(body: str, title: str) -> None:
    """What a worker does: ask, fetch the row, mend, render, complete the tags, store."""
    from seslip.pdf import renditions

    renditions.make(renditions.request(body, title=title).content_hash)


def _alone(body: str, title: str) -> None:
    """The same HTML, style and typeface; WeasyPrint's own fetcher and no step of ours."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from seslip.pdf.making import FONTS, style

    fonts = FontConfiguration()
    sheet = CSS(string=style().replace('url("font:', f'url("{FONTS.as_uri()}/'), font_config=fonts)
    document = (
        f'<!doctype html><html lang="en-GB"><title>{title}</title><body data-mark="0">{body}</body></html>'
    )
    HTML(string=document, base_url="http://127.0.0.1:8000").write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1"
    )
