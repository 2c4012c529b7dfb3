"""Joining PDFs to one: its pages, their tags, its bookmarks, and the links of its contents page."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

HERE = "part:"  # a link of the front matter to a part, by its number


@dataclass(frozen=True)
class Part:
    """What follows the front matter: under which title, and its own PDF."""

    title: str
    content: bytes

    @property
    def pages(self) -> int:
        with pikepdf.open(io.BytesIO(self.content)) as pdf:
            return len(pdf.pages)


def joined(front: bytes, parts: Sequence[Part], bookmarks: Sequence[tuple[str, int]]) -> pikepdf.Pdf:
    """The front matter, then each part; `bookmarks` are those of the front matter: title and page."""
    pack = pikepdf.open(io.BytesIO(front))
    in_front, starts = len(pack.pages), []
    # The parts need not be as accessible as the front matter says it is.
    del pack.Root.Metadata
    for part in parts:
        starts.append(len(pack.pages))
        with pikepdf.open(io.BytesIO(part.content)) as pdf:
            _append(pack, pdf)
    _lead_to(pack, pack.pages[:in_front], starts)
    with pack.open_outline() as outline:
        places = [*bookmarks, *zip([part.title for part in parts], starts, strict=True)]
        outline.root[:] = [OutlineItem(title, page) for title, page in places]
    pack.Root.PageMode, pack.Root.Lang = Name.UseOutlines, pikepdf.String("en-GB")
    return pack


def _lead_to(pack: pikepdf.Pdf, pages, starts: Sequence[int]) -> None:
    """The contents page's links, now that the pages are there."""
    for link in (each for page in pages for each in page.obj.get(Name.Annots, [])):
        address = str(link.get(Name.A, {}).get(Name.URI, ""))
        if address.startswith(HERE):
            del link[Name.A]
            link.Dest = Array([pack.pages[starts[int(address[len(HERE) :])]].obj, Name.Fit])


def _append(pack: pikepdf.Pdf, pdf: pikepdf.Pdf) -> None:
    before = len(pack.pages)
    pack.pages.extend(pdf.pages)
    added = [page.obj for page in pack.pages[before:]]
    tags = pdf.Root.get(Name.StructTreeRoot)
    if tags is None or Name.ParentTree not in tags or Name.StructTreeRoot not in pack.Root:
        _untie(added)
        return
    if not tags.is_indirect:
        tags = pdf.make_indirect(tags)
    _tie(pack.Root.StructTreeRoot, pack.copy_foreign(tags), added)


def _tied(pages):
    """Pages, and links on them, that say which tags are theirs."""
    for page in pages:
        yield page, Name.StructParents
        yield from ((link, Name.StructParent) for link in page.get(Name.Annots, []))


def _untie(pages) -> None:
    for thing, key in _tied(pages):
        if key in thing:
            del thing[key]


def _tie(tree, of_part, pages) -> None:
    """The part's tags go below ours, under numbers of their own."""
    ours, theirs = pikepdf.NumberTree(tree.ParentTree), pikepdf.NumberTree(of_part.ParentTree)
    first = max(ours.keys(), default=-1) + 1
    for number, value in theirs.items():
        ours[number + first] = value
    for thing, key in _tied(pages):
        if key in thing:
            thing[key] = int(thing[key]) + first
    for tag in _listed(of_part.get(Name.K)):
        tag.P = tree
        tree.K = Array([*_listed(tree.get(Name.K)), tag])
    for key in (Name.RoleMap, Name.ClassMap):
        tree[key] = Dictionary({**dict(of_part.get(key, {}).items()), **dict(tree.get(key, {}).items())})
    tree[Name.ParentTreeNextKey] = max(ours.keys(), default=-1) + 1


def _listed(kids) -> list:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]
