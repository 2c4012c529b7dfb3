"""What a PDF carries besides its pages, and what of it is taken off before anybody reads it."""

from collections import Counter
from collections.abc import Iterator

import pikepdf
from pikepdf import Name

OF_THE_CATALOGUE = ("/OpenAction", "/AA", "/AF", "/Collection", "/PieceInfo", "/URI", "/Requirements")
OF_THE_NAMES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
OF_A_PAGE = ("/AA", "/AF", "/PieceInfo", "/Thumb", "/Metadata", "/PresSteps")
OF_AN_ANNOTATION = (
    "/A",
    "/AA",
    "/AF",
    "/FS",
    "/Sound",
    "/Movie",
    "/RichMediaContent",
    "/Popup",
    "/PA",
    "/3DD",
)
LEADS_SOMEWHERE = (Name.URI, Name.GoTo)
ACCESSIBLE = "{http://www.aiim.org/pdfua/ns/id/}part"
IN_METADATA = {"the author": "dc:creator", "the title": "dc:title", "the program": "xmp:CreatorTool"}
SAYS_WHO = {
    "/Author": "the author",
    "/Title": "the title",
    "/Creator": "the program",
    "/Company": "the company",
}


def cleaned(pdf: pikepdf.Pdf) -> list[str]:
    """Take off everything but the pages, their tags, bookmarks and links; say in words what went.

    What was typed into a form stays, as print.
    """
    gone = [*_properties(pdf), *_form(pdf)]
    kinds = Counter(kind for page in pdf.pages for kind in _annotations(page))
    for page in pdf.pages:
        _drop(page.obj, OF_A_PAGE)
    names = pdf.Root.get(Name.Names)
    active = _drop(pdf.Root, OF_THE_CATALOGUE) + (_drop(names, OF_THE_NAMES) if names is not None else 0)
    if active or kinds["actions"]:
        gone.append("what it does by itself when opened or clicked")
    return [*gone, *_counted(kinds["notes"], "comment or attachment", "comments or attachments")]


def _counted(number: int, one: str, many: str) -> Iterator[str]:
    if number:
        yield f"{number} {one if number == 1 else many}"


def _properties(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The file's own properties: who wrote it, with what, and under which name."""
    info, metadata = pdf.trailer.get(Name.Info, {}), _metadata(pdf)
    for key, words in SAYS_WHO.items():
        if str(info.get(key, "")).strip() or metadata.get(words):
            yield words
    _drop(pdf.trailer, ("/Info",))
    _drop(pdf.Root, ("/Metadata",))
    if metadata.get(ACCESSIBLE) == "1":
        with pdf.open_metadata(set_pikepdf_as_editor=False) as fresh:
            fresh[ACCESSIBLE] = "1"


def _metadata(pdf: pikepdf.Pdf) -> dict:
    try:
        metadata = pdf.open_metadata()
        found = {words: metadata.get(name) for words, name in IN_METADATA.items()}
        return found | {ACCESSIBLE: metadata.get(ACCESSIBLE)}
    except Exception:  # whatever stands in somebody's damaged metadata
        return {}


def _form(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get(Name.AcroForm)
    if form is None:
        return
    _drop(form, ("/XFA",))
    if len(form.get(Name.Fields, [])):
        pdf.generate_appearance_streams()
        _keep_links_through(pdf)
        yield "the fields of its form (what was typed stays)"
    _drop(pdf.Root, ("/AcroForm",))


def _keep_links_through(pdf: pikepdf.Pdf) -> None:
    """Print what was typed, and leave the other annotations as they were."""
    others = {page.objgen: [] for page in pdf.pages}
    for page in pdf.pages:
        every = list(page.obj.get(Name.Annots, []))
        others[page.objgen] = [each for each in every if each.get(Name.Subtype) != Name.Widget]
        page.obj.Annots = pikepdf.Array([each for each in every if each.get(Name.Subtype) == Name.Widget])
    pdf.flatten_annotations("all")
    for page in pdf.pages:
        page.obj.Annots = pikepdf.Array(others[page.objgen])


def _annotations(page: pikepdf.Page) -> Iterator[str]:
    """Only links to a place or an address stay. The tags may still point to the rest: it is emptied."""
    kept = []
    for each in page.obj.get(Name.Annots, []):
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if each.get(Name.Subtype) == Name.Link and _only_leads_somewhere(each):
            _drop(each, ("/AA", "/PA", "/AF"))
            kept.append(each)
            continue
        if each.get(Name.Subtype) != Name.Popup:
            yield "actions" if each.get(Name.Subtype) == Name.Link else "notes"
        _drop(each, (*OF_AN_ANNOTATION, "/Contents", "/RC", "/T", "/AP"))
    _drop(page.obj, ("/Annots",))
    if kept:
        page.obj.Annots = pikepdf.Array(kept)


def _only_leads_somewhere(link) -> bool:
    action = link.get(Name.A)
    return action is None or (action.get(Name.S) in LEADS_SOMEWHERE and Name.Next not in action)


def _drop(thing, keys) -> int:
    """Remove these entries; how many there were."""
    found = [key for key in keys if key in thing]
    for key in found:
        del thing[key]
    return len(found)
