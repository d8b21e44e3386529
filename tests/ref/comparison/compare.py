"""The same set text as this program, Typst, XeLaTeX, LibreOffice and WeasyPrint set it, side by side.

    apt-get install --no-install-recommends poppler-utils libreoffice-writer-nogui \\
        texlive-xetex texlive-lang-chinese texlive-plain-generic
    python3 -m venv venv && venv/bin/pip install typst==0.15.2 weasyprint==70.0 pillow
    cargo build -p usr-desk-cli
    venv/bin/python tests/ref/comparison/compare.py target/debug/usr-desk

Same words (tests/suite/packet/set_text.json), same faces, size, leading and measure; LibreOffice sets the file that
this program writes for Word. What is not installed is left out. Writes a sheet for each of the first pages beside this file.
"""

import html
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from latex import document as latex_document

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


def in_han(n):
    """A number from 1 to 99 as headings write it."""
    tens, ones = divmod(n, 10)
    return (CAPITAL[tens] if tens > 1 else "") + ("十" if tens else "") + (CAPITAL[ones] if ones else "")


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
                number = {1: f"（{in_han(n)}）", 2: f"{n}. ", 3: f"（{n}）"}[level]
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


# 標楷體 and Times New Roman by the names that Word knows them under.
FONTCONFIG = f"""<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir>
<match target="pattern"><test name="family"><string>標楷體</string></test><edit name="family" mode="assign" binding="strong"><string>TW-Kai</string></edit></match>
<match target="pattern"><test name="family"><string>Times New Roman</string></test><edit name="family" mode="assign" binding="strong"><string>Liberation Serif</string></edit></match>
</fontconfig>"""


def season(folder, document):
    """A season whose one section is the document, printed with nothing beside it; the words of its command line."""
    season = json.loads((SUITE / "contract/workspaces/compliant-112-116.json").read_text(encoding="utf-8"))
    proposal = season["proposals"][0]
    proposal["sections"] = [{"key": "background", "text": plain(document).rstrip(), "document": document}]
    proposal["attachments"] = [{"id": "fig-1", "kind": "圖", "title": "圖", "file": "scan.jpg"}]
    season["version"] = 2
    (folder / "season.json").write_text(json.dumps(season, ensure_ascii=False), encoding="utf-8")
    (folder / "setup.json").write_text('{"parts": [["narrative"]]}')
    return [folder / "season.json", "--proposal", proposal["id"], "--setup", folder / "setup.json"]


def write_sources(folder, document):
    """The document for each of the typesetters."""
    shutil.copy(SUITE / "attachments/scan.jpg", folder / "scan.jpg")
    nodes = list(numbered(document["content"]))
    (folder / "typst.typ").write_text(TYPST + "".join(to_typst(node, number) for node, number in nodes), encoding="utf-8")
    (folder / "xelatex.tex").write_text(latex_document(nodes, FONTS), encoding="utf-8")
    body = "".join(to_html(node, number) for node, number in nodes)
    (folder / "weasyprint.html").write_text(f"<html lang=zh-Hant-TW><meta charset=utf-8><style>{CSS}</style>{body}", encoding="utf-8")
    (folder / "fonts.conf").write_text(FONTCONFIG, encoding="utf-8")


def commands(program, folder, document):
    """Each typesetter's name, its PDF and the command that makes it; the Word file is made here, LibreOffice reads it."""
    asked = season(folder, document)
    write_sources(folder, document)
    subprocess.run([program, "export-docx", *asked, "-o", folder / "libreoffice.docx"], check=True, stdout=subprocess.DEVNULL)
    typst = f"import typst; typst.compile({str(folder / 'typst.typ')!r}, output={str(folder / 'typst.pdf')!r}, font_paths=[{str(FONTS)!r}])"
    weasy = f"import weasyprint; weasyprint.HTML({str(folder / 'weasyprint.html')!r}).write_pdf({str(folder / 'weasyprint.pdf')!r})"
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf:writer_pdf_Export",
              "--outdir", folder, folder / "libreoffice.docx"]
    return [
        ("this program", folder / "ours.pdf", [program, "packet", *asked, "-o", folder / "ours.pdf"]),
        ("Typst", folder / "typst.pdf", [sys.executable, "-c", typst]),
        ("XeLaTeX", folder / "xelatex.pdf", ["xelatex", "-interaction=batchmode", f"-output-directory={folder}", folder / "xelatex.tex"]),
        ("LibreOffice", folder / "libreoffice.pdf", office),
        ("WeasyPrint", folder / "weasyprint.pdf", [sys.executable, "-c", weasy]),
    ]


def surroundings(folder):
    """Environment of a typesetter: it finds this program's faces, and its own files."""
    return dict(os.environ, FONTCONFIG_FILE=str(folder / "fonts.conf"), TEXINPUTS=f"{folder}:", HOME=str(folder))


def first_page(pdf):
    """Where the document begins: behind cover and contents."""
    words = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    return next(page for page, text in enumerate(words, 1) if "盤點沿海鄉鎮" in "".join(text.split()))


def pages(pdf, first, count, folder):
    from PIL import Image  # only the pictures need it

    stem = folder / pdf.stem
    subprocess.run(["pdftoppm", "-r", "76", "-png", "-f", str(first), "-l", str(first + count - 1), pdf, stem], check=True)
    return [Image.open(found).convert("L") for found in sorted(folder.glob(pdf.stem + "-*.png"))]


def main(program):
    from PIL import Image, ImageDraw, ImageFont

    sets = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, pdf, command in commands(Path(program).resolve(), folder, DOCUMENT):
            try:
                subprocess.run(command, check=True, env=surroundings(folder), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            except (OSError, subprocess.CalledProcessError) as why:
                print(f"{label} is left out: {why}")
                continue
            sets.append((label, pages(pdf, first_page(pdf), 3, folder)))
    for number in range(3):
        shown = [(label, images[number]) for label, images in sets if number < len(images)]
        width, height = shown[0][1].size
        across = 3
        sheet = Image.new("L", (width * across, (height + 22) * -(-len(shown) // across)), 255)
        draw = ImageDraw.Draw(sheet)
        for i, (label, image) in enumerate(shown):
            x, y = i % across * width, i // across * (height + 22)
            sheet.paste(image, (x, y + 22))
            draw.text((x + 12, y + 4), label, fill=0, font=ImageFont.load_default(14))
            draw.rectangle((x, y, x + width, y + height + 22), outline=128)
        sheet.quantize(16).save(HERE / f"page-{number + 1}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
