"""The same set text as this program, Typst and WeasyPrint set it, side by side.

    python3 -m venv venv && venv/bin/pip install typst==0.15.2 weasyprint==70.0 pillow
    cargo build -p usr-desk-cli
    venv/bin/python tests/ref/comparison/compare.py target/debug/usr-desk

Same words (tests/suite/packet/set_text.json), same faces, size, leading and measure. Needs pdftoppm (poppler-utils).
Writes ours|typst|weasyprint PNGs of the first pages beside this file.
"""

import html
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import typst
import weasyprint
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
FONTS = ROOT / "crates/packet/fonts"
SUITE = ROOT / "tests/suite"
DOCUMENT = json.loads((SUITE / "packet/set_text.json").read_text(encoding="utf-8"))
CAPITAL = "零一二三四五六七八九十"


def plain(node):
    """The words alone, as `Prose::plain_text` has them."""
    kind, inner = node["type"], node.get("content", [])
    if kind == "text":
        return node["text"]
    if kind == "fact":
        return node["attrs"].get("shown", "")
    if kind == "hard_break":
        return "\n"
    words = "".join(map(plain, inner))
    if kind == "footnote":
        return f"（{words}）"
    if kind == "table_row":
        return "\t".join(plain(cell).rstrip().replace("\n", " ") for cell in inner) + "\n"
    if kind == "list_item":
        return "\n".join(plain(child).rstrip() for child in inner) + "\n"
    if kind in ("doc", "table_header", "table_cell"):
        return "\n\n".join(text for text in (plain(child).rstrip() for child in inner) if text)
    return words


def numbered(nodes):
    """Each node of the document with the number of its heading."""
    counts = [0, 0, 0]
    for node in nodes:
        number = ""
        if node["type"] == "heading":
            level = node["attrs"]["level"]
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            if not plain(node).startswith("（"):
                n = counts[level - 1]
                number = {1: f"（{CAPITAL[n]}）", 2: f"{n}. ", 3: f"（{n}）"}[level]
        yield node, number


def to_typst(node, number="", depth=0):
    kind, inner = node["type"], node.get("content", [])
    words = "".join(to_typst(child, depth=depth + 1) for child in inner)
    if kind == "text":
        out = "#" + json.dumps(node["text"], ensure_ascii=False)
        for mark in node.get("marks", []):
            name = {"strong": "strong", "emphasis": "dotted", "superscript": "super", "subscript": "sub"}
            out = f"#{name[mark['type']]}[{out}]"
        return out + ";" if out.endswith('"') else out
    if kind == "fact":
        return node["attrs"]["shown"]
    if kind == "hard_break":
        return " \\\n"
    if kind == "footnote":
        return f"#footnote[{words}]"
    if kind == "heading":
        return f"\n{'=' * (node['attrs']['level'] + 1)} #{json.dumps(number, ensure_ascii=False)};{words}\n\n"
    if kind == "paragraph":
        return words + "\n\n"
    if kind in ("bullet_list", "ordered_list"):
        name = "list" if kind == "bullet_list" else "enum"
        items = "".join(f"[{to_typst(item, depth=depth + 1)}]," for item in inner)
        return f"\n#{name}({items})\n\n"
    if kind == "table":
        columns = sum(cell.get("attrs", {}).get("colspan", 1) for cell in inner[0]["content"])
        def cell(one):
            attrs = one.get("attrs", {})
            body = "".join(to_typst(child, depth=depth + 1) for child in one.get("content", []))
            head = ", fill: luma(230)" if one["type"] == "table_header" else ""
            return f"table.cell(colspan: {attrs.get('colspan', 1)}, rowspan: {attrs.get('rowspan', 1)}{head})[{body}],"
        rows = [[cell(one) for one in row["content"]] for row in inner]
        heads = sum(all(one["type"] == "table_header" for one in row["content"]) for row in inner)
        head = "table.header(" + "".join("".join(row) for row in rows[:heads]) + ")," if heads else ""
        return f"\n#table(columns: {columns}, {head}{''.join(''.join(row) for row in rows[heads:])})\n\n"
    if kind == "figure":
        return f'\n#figure(image("scan.jpg", width: {node["attrs"]["width"]}%), caption: [{words}])\n\n'
    return words


TYPST = """
#set page(paper: "a4", margin: (x: 69.6pt, top: 80pt, bottom: 70pt))
#set text(font: ("Liberation Serif", "TW-Kai"), size: 12pt, lang: "zh", region: "TW", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 8pt, spacing: 8pt)
#show heading: set text(font: "Noto Sans TC")
#show table: set text(font: "Noto Sans TC", size: 9pt)
#show table: set par(first-line-indent: 0pt, justify: false, leading: 4pt)
#set table(stroke: 0.4pt)
#let dotted(body) = underline(body)
"""


def to_html(node, number=""):
    kind, inner = node["type"], node.get("content", [])
    words = "".join(map(to_html, inner))
    if kind == "text":
        out = html.escape(node["text"])
        for mark in node.get("marks", []):
            tag = {"strong": "b", "emphasis": "i", "superscript": "sup", "subscript": "sub"}[mark["type"]]
            out = f"<{tag}>{out}</{tag}>"
        return out
    if kind == "fact":
        return node["attrs"]["shown"]
    if kind == "hard_break":
        return "<br>"
    if kind == "footnote":
        return f"<span class=note>{words}</span>"
    if kind == "figure":
        scan = (SUITE / "attachments/scan.jpg").as_uri()
        return f'<figure><img src="{scan}" style="width:{node["attrs"]["width"]}%"><figcaption>{words}</figcaption></figure>'
    if kind == "table":
        rows = [(all(c["type"] == "table_header" for c in row["content"]), to_html(row)) for row in inner]
        head = "".join(row for is_head, row in rows if is_head)
        body = "".join(row for is_head, row in rows if not is_head)
        return f"<table><thead>{head}</thead>{body}</table>"
    if kind in ("table_header", "table_cell"):
        attrs = node.get("attrs", {})
        tag = "th" if kind == "table_header" else "td"
        spans = f'colspan={attrs.get("colspan", 1)} rowspan={attrs.get("rowspan", 1)}'
        return f"<{tag} {spans}>{words}</{tag}>"
    tag = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "table_row": "tr"}.get(kind)
    if kind == "heading":
        tag = f"h{node['attrs']['level'] + 2}"
        words = number + words
    return f"<{tag}>{words}</{tag}>" if tag else words


CSS = f"""
@font-face {{ font-family: Kai; src: url({(FONTS / 'TW-Kai.ttf').as_uri()}) }}
@font-face {{ font-family: Latin; src: url({(FONTS / 'LiberationSerif-Regular.ttf').as_uri()}) }}
@font-face {{ font-family: Heiti; src: url({(FONTS / 'NotoSansTC-Regular.ttf').as_uri()}) }}
@font-face {{ font-family: Heiti; font-weight: bold; src: url({(FONTS / 'NotoSansTC-Bold.ttf').as_uri()}) }}
@page {{ size: A4; margin: 80pt 69.6pt 70pt }}
html {{ font: 12pt/20pt Latin, Kai; text-align: justify }}
p {{ margin: 0; text-indent: 2em; orphans: 2; widows: 2 }}
h3, h4, h5 {{ font-family: Heiti; margin: 8pt 0 3pt; break-after: avoid }}
table {{ font: 9pt/13pt Heiti; border-collapse: collapse; width: 100%; text-align: left }}
td, th {{ border: 0.4pt solid #444; padding: 3pt 4pt }} th {{ background: #e6e6e6 }} td p, th p, li p {{ text-indent: 0 }}
i {{ font-style: normal; text-emphasis: filled dot under }} b {{ font-family: Heiti }}
.note {{ float: footnote; font-size: 9.5pt; line-height: 14pt }} figure {{ text-align: center; font: 10pt Heiti }}
"""


def ours(program, folder):
    """A packet whose second section is the document; its pages from that section on."""
    season = json.loads((SUITE / "contract/workspaces/compliant-112-116.json").read_text(encoding="utf-8"))
    proposal = season["proposals"][0]
    proposal["sections"] = [{"key": "background", "text": plain(DOCUMENT).rstrip(), "document": DOCUMENT}]
    proposal["attachments"] = [{"id": "fig-1", "kind": "圖", "title": "圖", "file": "scan.jpg"}]
    season["version"] = 2
    (folder / "season.json").write_text(json.dumps(season, ensure_ascii=False), encoding="utf-8")
    (folder / "setup.json").write_text('{"parts": [["narrative"]]}')
    out = folder / "ours.pdf"
    subprocess.run([program, "packet", folder / "season.json", "-o", out, "--proposal", proposal["id"],
                    "--setup", folder / "setup.json"], check=True, stdout=subprocess.DEVNULL)
    return out, 3  # after cover and contents


def pages(pdf, first, count, folder):
    stem = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", "76", "-png", "-f", str(first), "-l", str(first + count - 1), pdf, stem], check=True)
    return [Image.open(found).convert("L") for found in sorted(folder.glob(pdf.stem + "-*.png"))]


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scan.jpg").write_bytes((SUITE / "attachments/scan.jpg").read_bytes())
        nodes = list(numbered(DOCUMENT["content"]))
        source = TYPST + "".join(to_typst(node, number) for node, number in nodes)
        (folder / "t.typ").write_text(source, encoding="utf-8")
        typst.compile(str(folder / "t.typ"), output=str(folder / "typst.pdf"), font_paths=[str(FONTS)])
        body = "".join(to_html(node, number) for node, number in nodes)
        document = weasyprint.HTML(string=f"<html lang=zh-Hant-TW><style>{CSS}</style>{body}", base_url=str(folder))
        document.write_pdf(folder / "weasyprint.pdf")
        made = [("ours", *ours(program, folder)), ("Typst 0.15.2", folder / "typst.pdf", 1),
                ("WeasyPrint 70.0", folder / "weasyprint.pdf", 1)]
        sets = [(label, pages(pdf, first, 3, folder)) for label, pdf, first in made]
    for number in range(3):
        shown = [(label, images[number]) for label, images in sets if number < len(images)]
        width, height = shown[0][1].size
        sheet = Image.new("L", (width * len(shown), height + 22), 255)
        draw = ImageDraw.Draw(sheet)
        for i, (label, image) in enumerate(shown):
            sheet.paste(image, (i * width, 22))
            draw.text((i * width + 12, 4), label, fill=0, font=ImageFont.load_default(14))
            draw.line((i * width, 0, i * width, height + 22), fill=128)
        sheet.quantize(16).save(HERE / f"page-{number + 1}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
