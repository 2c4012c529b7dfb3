"""Signs that no font of this machine has: an empty box on paper, and silence in a screen reader."""

import logging
import unicodedata
from contextlib import contextmanager

logger = logging.getLogger("weasyprint")


@contextmanager
def signs_no_font_has():
    """The set of them that turn up while a PDF is made; WeasyPrint tells of each in its log."""
    missing = set()

    def listen(record) -> bool:
        if "notdef" not in str(record.msg):
            return True
        missing.add(record.args[0])
        return False

    logger.addFilter(listen)
    try:
        yield missing
    finally:
        logger.removeFilter(listen)


def spelt_out(text: str, missing: set[str]) -> str:
    return text.translate({ord(sign): _in_words(sign) for sign in missing})


def _in_words(sign: str) -> str:
    """The name of the sign; a bullet for what Word keeps in its private area; nothing for what is unseen."""
    category = unicodedata.category(sign)
    if category == "Co":
        return "•"
    if category[0] in "CZ":
        return ""
    return f"[{unicodedata.name(sign, 'unknown sign').lower()}]"
