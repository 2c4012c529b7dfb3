"""The pre-flight of an Update: a small rule for each thing a careful reader would stumble over.

The rules read an `UpdateCopy`, so they need no database and fetch nothing; `drafts` makes one of a draft.
"""

from .checking import check
from .copy import INTRODUCTION, ContactCopy, ItemCopy, LinkCopy, RecentHeadline, ToolCopy, UpdateCopy
from .findings import Finding, FindingKind

__all__ = [
    "INTRODUCTION",
    "ContactCopy",
    "Finding",
    "FindingKind",
    "ItemCopy",
    "LinkCopy",
    "RecentHeadline",
    "ToolCopy",
    "UpdateCopy",
    "check",
]
