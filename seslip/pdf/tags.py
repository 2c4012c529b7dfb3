"""The tags a screen reader follows, completed where WeasyPrint leaves something out that checkers ask for."""

from pydyf import Array, Dictionary


def finish(document, pdf) -> None:
    """WeasyPrint's last step before the file is written."""
    elements = {item.reference: item for item in of_type(pdf, "/StructElem")}
    say_what_headers_head(document)
    fill_bodies_of_items(elements, pdf)
    set_aside_running_lines(elements, pdf)
    for annotation in of_type(pdf, "/Annot"):
        annotation["F"] = 4  # printed as it is shown


def of_type(pdf, name: str) -> list[Dictionary]:
    return [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == name]


def say_what_headers_head(document) -> None:
    """Cells are tied to their headers; let each header also say what it heads."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "th" and (cell := getattr(box, "mark", None)) is not None:
                is_row = box.element.attrib.get("scope") == "row"
                cell["A"]["Scope"] = "/Row" if is_row else "/Column"


def fill_bodies_of_items(elements: dict, pdf) -> None:
    """A list item holds a label and a body: its paragraphs and the lists below it go into the body."""
    for parent in with_tag(elements, "/L"):
        items = []
        for kid in parent["K"]:
            if elements[kid]["S"] == "/L" and items:
                _move_into_body(elements[items[-1]], [kid], elements, pdf)
            else:
                items.append(kid)
        parent["K"][:] = items
    for item in with_tag(elements, "/LI"):
        loose = [kid for kid in item["K"] if elements[kid]["S"] not in ("/Lbl", "/LBody")]
        _move_into_body(item, loose, elements, pdf)


def with_tag(elements: dict, tag: str) -> list[Dictionary]:
    return [element for element in elements.values() if element["S"] == tag]


def _move_into_body(item, loose: list, elements: dict, pdf) -> None:
    if not loose:
        return
    body = next((elements[kid] for kid in item["K"] if elements[kid]["S"] == "/LBody"), None)
    if body is None:
        body = Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "P": item.reference, "Pg": item["Pg"], "K": Array()}
        )
        pdf.add_object(body)
        elements[body.reference] = body
        item["K"].append(body.reference)
    item["K"][:] = [kid for kid in item["K"] if kid not in loose]
    body["K"].extend(loose)
    for kid in loose:
        elements[kid]["P"] = body.reference


def set_aside_running_lines(elements: dict, pdf) -> None:
    """Heads and feet of pages are no content: WeasyPrint tags them and leaves the tags out of the tree."""
    [document] = with_tag(elements, "/Document")
    known = set(document["K"])
    pages = {page.reference: page for page in of_type(pdf, "/Page")}
    streams = {item.reference: item for item in pdf.objects if hasattr(item, "stream")}
    for reference, element in elements.items():
        if element["P"] == document.reference and reference not in known:
            stream = streams[pages[element["Pg"]]["Contents"]]
            _make_artifacts(stream.stream, set(_marks(element, elements)))


def _marks(element, elements: dict):
    """The numbers of the marked content below an element."""
    for kid in element["K"]:
        if kid in elements:
            yield from _marks(elements[kid], elements)
        elif isinstance(kid, int):
            yield kid


def _make_artifacts(stream: list, marks: set[int]) -> None:
    for place, token in enumerate(stream):
        if token == b"BDC" and stream[place - 1].get("MCID") in marks:
            stream[place - 2 : place] = ["/Artifact", Dictionary({"Type": "/Pagination"})]
