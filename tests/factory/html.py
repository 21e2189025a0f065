"""A whole final account as a web page, in the ways of content systems and office programs."""

import html
from dataclasses import dataclass
from typing import Literal

from .account import Account
from .layout import Layout
from .markup import MarkupLayout, MarkupTable, parts_of, pieces
from .sheets import SheetCell, SheetLine

NAVIGATION = (
    '<div class="nav"><a href="/">首页</a> | <a href="/zwgk">政务公开</a> | '
    '<a href="/zwgk/czxx">财政信息</a></div><ul><li><a href="/">2.00</a></li></ul>'
)
FOOTER = (
    "<div>主办：某某区人民政府办公室 <br>备案号 12345678 号</div>"
    "<script>var a = '201 9.99'</script>"
)


@dataclass(frozen=True)
class HtmlLayout:
    """How the page is written.

    closed     rows and cells have their end tags
    head       the heading stands in thead and th
    strokes    tables are typed as text with strokes between their cells, merged texts repeated
    padded     texts stand between nbsp and line ends
    office     the marks of a page that Word or Excel saved
    """

    encoding: Literal["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"] = "utf-8"
    declared: bool = True
    closed: bool = True
    head: bool = False
    strokes: Literal["no", "lines", "pre"] = "no"
    padded: bool = False
    office: bool = False


def print_page(account: Account, layout: Layout, markup: MarkupLayout, page: HtmlLayout) -> bytes:
    """The page's bytes."""
    parts = [
        _table(part, markup, page) if isinstance(part, MarkupTable) else _lines(part, page)
        for part in parts_of(account, layout, markup)
    ]
    if markup.nested:
        inner = "".join(f"<tr><td width=20></td><td>{part}</td></tr>" for part in parts)
        body = (
            f"<table><tr><td>{NAVIGATION}</td></tr><tr><td><table>{inner}</table></td></tr></table>"
        )
    else:
        body = NAVIGATION + "".join(parts)
    meta = f'<meta charset="{page.encoding}">' if page.declared else ""
    mso = ' xmlns:o="urn:schemas-microsoft-com:office:office"' if page.office else ""
    style = "<style><!-- td {mso-number-format:General} .off {display:none} --></style>"
    text = (
        f"<!DOCTYPE html><html{mso}><head>{meta}<title>决算 1.00</title>{style}</head>"
        f"<body>{body}{FOOTER}</body></html>"
    )
    return text.encode(page.encoding, "xmlcharrefreplace")


def _text(text: str, page: HtmlLayout) -> str:
    escaped = html.escape(text)
    inner = f"\n  &nbsp;{escaped}&nbsp;\n " if page.padded else escaped
    return f"<span lang=EN-US>{inner}<o:p></o:p></span>" if page.office else inner


def _lines(lines: list[str], page: HtmlLayout) -> str:
    tag = "<p class=MsoNormal>" if page.office else "<p>"
    return "".join(f"{tag}{_text(line, page)}</p>\n" for line in lines)


def _table(table: MarkupTable, markup: MarkupLayout, page: HtmlLayout) -> str:
    if page.strokes != "no":
        return _typed(table, page)
    rows = [
        _row(row, markup, page, "th" if page.head and at < table.heading else "td")
        for at, row in enumerate(table.rows)
    ]
    if page.head:
        head, body = "".join(rows[: table.heading]), "".join(rows[table.heading :])
        return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    if markup.decoys:
        off = "<tr class=off>" + "<td>8.88</td>" * table.columns + "</tr>"
        rows = [*rows, off, off.replace("class=off", 'style="DISPLAY : none"')]
    if page.office:
        widths = "<td width=64 style='width:48pt'></td>" * table.columns
        rows.append(
            f"<![if supportMisalignedColumns]><tr style='display:none'>{widths}</tr><![endif]>"
        )
    return f'<table border="1">{"".join(rows)}</table>\n'


def _row(row: SheetLine, markup: MarkupLayout, page: HtmlLayout, tag: str) -> str:
    cells = (_cell(cell, markup, page, tag) for cell in sorted(row, key=lambda cell: cell.column))
    return f"<tr>{''.join(cells)}{'</tr>' if page.closed else ''}"


def _cell(cell: SheetCell, markup: MarkupLayout, page: HtmlLayout, tag: str) -> str:
    spans = f" colspan={cell.columns}" if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    lines = [_text(piece, page) if piece else "" for piece in pieces(cell, markup)]
    text = "<br>".join(lines) if cell.column % 2 else "".join(f"<p>{line}</p>" for line in lines)
    text += '<span hidden>7.77</span><b style="display:none">6.66</b>' if markup.decoys else ""
    return f"<{tag}{spans}>{text or '&nbsp;'}{f'</{tag}>' if page.closed else ''}"


def _typed(table: MarkupTable, page: HtmlLayout) -> str:
    """The table as text: `| 项目 | 本年收入合计 |`."""
    texts = [[""] * table.columns for _ in table.rows]
    for at, row in enumerate(table.rows):
        for cell in row:
            if cell.kind in ("heading", "title") and at < table.heading:
                for below in range(at, at + cell.rows):
                    for column in range(cell.column, cell.column + cell.columns):
                        texts[below][column] = cell.text
            else:
                texts[at][cell.column] = cell.text
    lines = ["| " + " | ".join(html.escape(text) for text in row) + " |" for row in texts]
    lines.insert(table.heading, "|" + " --- |" * table.columns)
    if page.strokes == "pre":
        return "<pre>" + "\n".join(lines) + "</pre>"
    return "<p>" + "<br>\n".join(lines) + "</p>"
