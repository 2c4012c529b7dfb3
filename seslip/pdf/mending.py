"""What people paste, mended where a screen reader would stumble or a PDF could not be tagged."""

import re
from html import escape
from itertools import count

from bs4 import BeautifulSoup

from seslip.richtext import MAX_SPAN

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)]")
_BLOCKS = ["p", "li", "h3", "h4", "td", "th", "caption", "blockquote"]


def tidy(body: str) -> str:
    soup = BeautifulSoup(body, "html.parser")
    for paragraph in soup.find_all("p"):
        if not paragraph.get_text(strip=True):
            paragraph.decompose()
    _mend_lists(soup)
    _mend_links(soup)
    for table in soup.find_all("table"):
        _mend_table(table)
    return str(soup)


def _mend_lists(soup) -> None:
    """Items stand in lists, and in lists stand items."""
    for item in soup.find_all("li"):
        if item.parent.name not in ("ul", "ol"):
            item.wrap(soup.new_tag("ul"))
    for parent in soup.find_all(["ul", "ol"]):
        for child in list(parent.children):
            if child.name != "li" and (child.name or child.strip()):
                child.wrap(soup.new_tag("li"))


def _mend_links(soup) -> None:
    """Links have words, lie inside one block, and lead somewhere; an address that is printed is a link."""
    for link in soup.find_all("a"):
        if not link.get_text(strip=True) or not _leads_somewhere(soup, link.get("href", "")):
            link.unwrap()
        elif link.find(_BLOCKS):
            _link_each_block(soup, link)
    for words in soup.find_all(string=_ADDRESS):
        if not words.find_parent("a"):
            linked = _ADDRESS.sub(_as_link, escape(words))
            words.replace_with(BeautifulSoup(linked, "html.parser"))


def _as_link(found) -> str:
    address = found[0] if found[0].startswith("http") else f"https://{found[0]}"
    return f'<a href="{address}">{found[0]}</a>'


def _leads_somewhere(soup, address: str) -> bool:
    return soup.find(id=address[1:]) is not None if address.startswith("#") else bool(address)


def _link_each_block(soup, link) -> None:
    for block in link.find_all(_BLOCKS):
        if block.find(_BLOCKS) is None and block.get_text(strip=True):
            inside = soup.new_tag("a", href=link["href"])
            inside.extend(list(block.contents))
            block.append(inside)
    link.unwrap()


def _mend_table(table) -> None:
    """A table without a header cell is headed by its first row; a header further down heads its row."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    if not rows:
        return
    if not table.find("th"):
        for cell in rows[0].find_all("td", recursive=False):
            cell.name = "th"
    for row in rows[1:]:
        for cell in row.find_all("th", scope=False, recursive=False):
            cell["scope"] = "row"
    _close_grid(rows)
    if not table.find("thead"):
        _repeat_on_each_page(table, rows)


def _repeat_on_each_page(table, rows: list) -> None:
    """A first row that heads the columns, and reaches no further down, becomes the head of the table."""
    cells = rows[0].find_all(["td", "th"], recursive=False)
    if len(rows) > 1 and all(cell.name == "th" and not cell.has_attr("rowspan") for cell in cells):
        head = BeautifulSoup("<thead></thead>", "html.parser").thead
        group = rows[0] if rows[0].parent is table else rows[0].parent
        group.insert_before(head)
        head.append(rows[0].extract())


def _close_grid(rows: list) -> None:
    """Every row as wide as the widest: short ones get empty cells, and no cell lies over another."""
    taken = [set() for _ in rows]
    for top, row in enumerate(rows):
        for cell in row.find_all(["td", "th"], recursive=False):
            left = next(place for place in count() if place not in taken[top])
            free = next(place for place in count(left) if place in taken[top] or place > left + MAX_SPAN)
            wide = _span(cell, "colspan", at_most=free - left)
            high = _span(cell, "rowspan", at_most=len(rows) - top)
            for line in taken[top : top + high]:
                line.update(range(left, left + wide))
    width = max((len(line) for line in taken), default=0)
    for row, line in zip(rows, taken, strict=True):
        for _ in range(width - len(line)):
            row.append(BeautifulSoup("<td></td>", "html.parser").td)


def _span(cell, name: str, *, at_most: int) -> int:
    """How many columns or rows a cell takes up; written back when it asked for too many or for none."""
    asked = cell.attrs.pop(name, "1")
    span = min(max(int(asked) if asked.isdecimal() else 1, 1), at_most)
    if span > 1:
        cell[name] = str(span)
    return span
