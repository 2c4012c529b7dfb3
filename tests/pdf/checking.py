"""A PDF put before the checkers, and read back."""

import re
import zlib

import page
import pypdfium2
from outloud import check

# Where outloud warns and is wrong: docs/decisions/pdf.md shows each.
MISTAKEN_WARNINGS = {"ORD-001"}


def failures(pdf: bytes, folder, *, besides=frozenset()) -> list[str]:
    """What page-validation (104 PDF/UA-1 rules) and outloud find, warnings too; empty when all is well."""
    return conformance_failures(pdf) + outloud_findings(pdf, folder, mistaken=MISTAKEN_WARNINGS | besides)


def conformance_failures(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf)
    assert report.rules.total == 104
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def outloud_findings(pdf: bytes, folder, *, mistaken=frozenset()) -> list[str]:
    path = folder / "checked.pdf"
    path.write_bytes(pdf)
    result = check(str(path))
    assert result.error is None
    return [f"{found.rule}: {found.message}" for found in result.findings if found.rule not in mistaken]


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_words(document, number) for number in range(len(document))]


def _words(document, number) -> str:
    page = document[number]
    text = page.get_textpage()
    words = text.get_text_range().replace("\r\n", "\n")
    text.close()
    page.close()
    return words


def unpacked(pdf: bytes) -> bytes:
    """The file with its streams decompressed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return pdf + b"".join(zlib.decompress(stream) for stream in streams if stream[:1] == b"\x78")


def links(pdf: bytes) -> set[bytes]:
    return set(re.findall(rb"/URI \([^)]*\)", unpacked(pdf)))


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """(level, words) of each bookmark, in order."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]
