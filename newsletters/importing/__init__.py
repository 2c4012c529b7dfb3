"""Reads Updates as the old site, Word and e-mail wrote them. Knows nothing of the database.

`read_file(bytes, name)` for a file, `read_pasted(text)` for a draft; both raise `UnreadableFile`.
"""

from .files import read_file, read_html, read_pasted, read_text
from .parsed import (
    Note,
    ParsedContact,
    ParsedFile,
    ParsedItem,
    ParsedMedia,
    ParsedTool,
    ParsedUpdate,
    Placed,
    UnreadableFile,
)

__all__ = [
    "Note",
    "ParsedContact",
    "ParsedFile",
    "ParsedItem",
    "ParsedMedia",
    "ParsedTool",
    "ParsedUpdate",
    "Placed",
    "UnreadableFile",
    "read_file",
    "read_html",
    "read_pasted",
    "read_text",
]
