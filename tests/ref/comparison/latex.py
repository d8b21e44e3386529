"""The set text for XeLaTeX: xeCJK for 避頭尾, squeezed punctuation and Han–Latin spacing, longtable for long tables."""

SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
           "^": r"\^{}", "~": r"\~{}"}
MARKS = {"strong": "textbf", "emphasis": "CJKunderdot", "superscript": "textsuperscript", "subscript": "textsubscript"}

HEAD = r"""\documentclass[12pt]{article}
\usepackage[a4paper,left=69.6bp,right=69.6bp,top=80bp,bottom=70bp,headheight=0pt,headsep=0pt]{geometry}
\usepackage{fontspec,xeCJK,xeCJKfntef,graphicx,longtable,multirow,array,ragged2e}
\setmainfont{LiberationSerif}[Path=FONTS/,Extension=.ttf,UprightFont=*-Regular,BoldFont=*-Bold]
\setsansfont{NotoSansTC}[Path=FONTS/,Extension=.ttf,UprightFont=*-Regular,BoldFont=*-Bold]
\setCJKmainfont{TW-Kai}[Path=FONTS/,Extension=.ttf,BoldFont=NotoSansTC-Bold]
\setCJKsansfont{NotoSansTC}[Path=FONTS/,Extension=.ttf,UprightFont=*-Regular,BoldFont=*-Bold]
\xeCJKsetup{CJKecglue={\hskip 0.25em plus 0.1em minus 0.1em},underdot/symbol=.}
\setlength{\parindent}{24bp}\setlength{\parskip}{0pt}\setlength{\tabcolsep}{4bp}\frenchspacing\raggedbottom
\clubpenalty=10000 \widowpenalty=10000
\newcommand\sethead[1]{\par\vspace{8bp}{\noindent\sffamily\bfseries #1\par}\nobreak\vspace{3bp}\nobreak}
\newcommand\cell[1]{\begin{minipage}[t]{\linewidth}\RaggedRight #1\end{minipage}}
\newcommand\nothing{}
\pagestyle{empty}
\begin{document}\fontsize{12bp}{20bp}\selectfont
"""


def escaped(text):
    return "".join(SPECIAL.get(letter, letter) for letter in text)


def table(inner, to_latex):
    """A long table whose columns are of one width, as nobody has measured them by hand."""
    columns = sum(cell.get("attrs", {}).get("colspan", 1) for cell in inner[0]["content"])
    width = rf"p{{\dimexpr {1 / columns:.4f}\linewidth-2\tabcolsep-\arrayrulewidth\relax}}"
    down, rows = [0] * columns, []  # how many more rows each column is taken by a cell above
    for row in inner:
        cells, column, waiting = [], 0, list(row.get("content", []))
        while column < columns:
            if down[column] > 0:
                down[column] -= 1
                cells.append("")
                column += 1
                continue
            cell = waiting.pop(0)
            attrs = cell.get("attrs", {})
            across, over = attrs.get("colspan", 1), attrs.get("rowspan", 1)
            words = "".join(map(to_latex, cell.get("content", []))).strip()
            if cell["type"] == "table_header":
                words = rf"\textbf{{{words}}}"
            if over > 1:
                words = rf"\multirow[t]{{{over}}}{{\linewidth}}{{{words}}}"
            if across > 1:
                words = rf"\multicolumn{{{across}}}{{|c|}}{{{words}}}"
            for taken in range(column, column + across):
                down[taken] = over - 1
            cells.append(words)
            column += across
        lines = "".join(rf"\cline{{{i + 1}-{i + 1}}}" for i in range(columns) if down[i] == 0)
        rows.append((all(c["type"] == "table_header" for c in row["content"]), f"{' & '.join(cells)} \\\\ {lines}\n"))
    heads = "".join(line for is_head, line in rows if is_head)
    body = "".join(line for is_head, line in rows if not is_head)
    ends = rf"{heads}\endhead" if heads else ""
    return (rf"{{\sffamily\fontsize{{9bp}}{{13bp}}\selectfont\parindent=0pt\begin{{longtable}}{{|{'|'.join([width] * columns)}|}}\hline "
            rf"{ends} {body}\end{{longtable}}}}" + "\n\n")


def to_latex(node, number=""):
    kind, inner = node["type"], node.get("content", [])
    words = "" if kind == "table" else "".join(map(to_latex, inner))
    if kind == "text":
        out = escaped(node["text"])
        for mark in node.get("marks", []):
            out = rf"\{MARKS[mark['type']]}{{{out}}}"
        return out
    if kind == "fact":
        return escaped(node["attrs"]["shown"])
    if kind == "hard_break":
        return r"\\ "
    if kind == "footnote":
        return rf"\footnote{{{words}}}"
    if kind == "heading":
        return rf"\sethead{{{number}{words}}}" + "\n\n"
    if kind in ("bullet_list", "ordered_list"):
        name = "itemize" if kind == "bullet_list" else "enumerate"
        return rf"\begin{{{name}}}{words}\end{{{name}}}" + "\n\n"
    if kind == "list_item":
        return r"\item " + words.strip() + "\n"
    if kind == "table":
        return table(inner, to_latex)
    if kind == "figure":
        width = node["attrs"]["width"] / 100
        return (rf"\begin{{center}}\includegraphics[width={width}\linewidth]{{scan.jpg}}\\"
                rf"{{\sffamily\fontsize{{10bp}}{{15bp}}\selectfont 圖 1　{words}}}\end{{center}}" + "\n\n")
    return words + ("\n\n" if kind == "paragraph" else "")


def document(nodes, fonts):
    """The whole source, for `xelatex`."""
    return HEAD.replace("FONTS", str(fonts)) + "".join(to_latex(node, number) for node, number in nodes) + r"\end{document}"
