"""From HTML to the bytes of a PDF. The same input gives the same bytes, on every machine."""

import ctypes
import importlib.resources
from html import escape

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks

from seslip.jobs.handlers import CannotBeDone
from seslip.pdf.mending import tidy
from seslip.pdf.signs import signs_no_font_has, spelt_out

STYLE = "pdf.css"
FONTS = importlib.resources.files("font_source_sans_pro") / "files"
FACES = {f"SourceSansPro-{face}.ttf" for face in ("Regular", "It", "Semibold", "SemiboldIt")}
# What WeasyPrint loads of the system, and the Debian package that brings it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def missing_packages() -> list[str]:
    """Debian packages without which no PDF can be made here."""
    return [package for library, package in LIBRARIES.items() if not _can_load(library)]


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def what_is_missing() -> str:
    """One sentence on what to install; empty when nothing is missing."""
    packages = " ".join(missing_packages())
    return packages and (
        f"PDFs cannot be made on this machine: run “apt-get install --no-install-recommends {packages}”."
    )


@checks.register
def check_libraries(**kwargs) -> list[checks.CheckMessage]:
    sentence = what_is_missing()
    return [checks.Warning(f"{sentence} Everything else works.", id="seslip.pdf.W001")] if sentence else []


def fetcher():
    """What a PDF may be made of besides its words: our typeface. Nothing else is opened or asked for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurOwnOnly(URLFetcher):
        def fetch(self, url, headers=None):
            scheme, _, name = url.partition(":")
            if scheme == "font" and name in FACES:
                return URLFetcherResponse(url, (FONTS / name).read_bytes(), {"Content-Type": "font/ttf"})
            raise ValueError(f"A PDF is made of nothing from outside: {url[:100]}")

    return OurOwnOnly(allowed_protocols=(), allow_redirects=False)


def style() -> str:
    with open(finders.find(STYLE), encoding="utf-8") as sheet:
        return sheet.read()


def render(body: str, *, title: str, mark: str = "") -> bytes:
    """The accessible PDF (PDF/UA-1) of this HTML; `mark` is printed at the foot of each page."""
    if sentence := what_is_missing():
        raise CannotBeDone(sentence)
    document = _document(body, title, mark)
    with signs_no_font_has() as missing:
        made = _write(document)
    return _write(spelt_out(document, missing)) if missing else made


def _write(document: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from seslip.pdf.tags import finish

    fonts, fetch = FontConfiguration(), fetcher()
    sheet = CSS(string=style(), font_config=fonts, url_fetcher=fetch, base_url=settings.SITE_ADDRESS)
    page = HTML(string=document, url_fetcher=fetch, base_url=settings.SITE_ADDRESS)
    return page.write_pdf(stylesheets=[sheet], font_config=fonts, finisher=finish, pdf_variant="pdf/ua-1")


def _document(body: str, title: str, mark: str) -> str:
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f'<body data-mark="{escape(mark)}">{tidy(body)}</body></html>'
    )
