#!/usr/bin/env python3
"""The same words through this program and through other typesetters: seconds and memory of whole processes.

    python3 -m venv venv && venv/bin/pip install typst==0.15.2 weasyprint==70.0 pillow
    venv/bin/python crates/packet/benches/peers.py target/release/usr-desk [--times 3] [--copies 12]

The set text of tests/suite/packet/set_text.json, some copies of it one after another, as tests/ref/comparison sets it: same faces, size
and measure. This program's figure holds more than the others': it also judges every clause, sets cover, contents, tables of the budget and
the self-check, and tags the file. A typesetter that is not installed is named so. Prints plain rows, tab-separated.
"""
import argparse, importlib.util, json, os, pathlib, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[3]


def comparison():
    where = ROOT / "tests/ref/comparison/compare.py"
    spec = importlib.util.spec_from_file_location("compare", where)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(command, times):
    """Best wall-clock seconds and most memory in MB of a whole process."""
    best, memory = None, 0
    for _ in range(times):
        begun = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            return None
        best = min(best or 1e9, time.monotonic() - begun)
        memory = max(memory, used.ru_maxrss / 1024)
    return best, memory


def pages(pdf):
    try:
        said = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "–"
    return next((line.split()[1] for line in said.splitlines() if line.startswith("Pages:")), "–")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program")
    words.add_argument("--times", type=int, default=3)
    words.add_argument("--copies", type=int, default=12)
    asked = words.parse_args()
    compare = comparison()
    nodes = list(compare.numbered(compare.DOCUMENT["content"])) * asked.copies
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "scan.jpg").write_bytes((compare.SUITE / "attachments/scan.jpg").read_bytes())
        (folder / "t.typ").write_text(compare.TYPST + "".join(compare.to_typst(n, k) for n, k in nodes), encoding="utf-8")
        body = "".join(compare.to_html(n, k) for n, k in nodes)
        (folder / "w.html").write_text(f"<html lang=zh-Hant-TW><style>{compare.CSS}</style>{body}", encoding="utf-8")
        season = json.loads((compare.SUITE / "contract/workspaces/compliant-112-116.json").read_text(encoding="utf-8"))
        document = dict(compare.DOCUMENT, content=compare.DOCUMENT["content"] * asked.copies)
        proposal = season["proposals"][0]
        proposal["sections"] = [{"key": "background", "text": compare.plain(document).rstrip(), "document": document}]
        proposal["attachments"] = [{"id": "fig-1", "kind": "圖", "title": "圖", "file": "scan.jpg"}]
        season["version"] = 2
        (folder / "season.json").write_text(json.dumps(season, ensure_ascii=False), encoding="utf-8")
        typst = f"import typst; typst.compile({str(folder / 't.typ')!r}, output={str(folder / 'typst.pdf')!r}, font_paths=[{str(compare.FONTS)!r}])"
        weasy = f"import weasyprint; weasyprint.HTML({str(folder / 'w.html')!r}).write_pdf({str(folder / 'weasyprint.pdf')!r})"
        made = [
            ("usr-desk", folder / "ours.pdf", [asked.program, "packet", folder / "season.json", "-o", folder / "ours.pdf", "--proposal", proposal["id"]]),
            ("Typst", folder / "typst.pdf", [sys.executable, "-c", typst]),
            ("WeasyPrint", folder / "weasyprint.pdf", [sys.executable, "-c", weasy]),
            ("LibreOffice (from HTML)", folder / "w.pdf", ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", folder, folder / "w.html"]),
        ]
        print("program\tseconds\tMB\tpages")
        first = None
        for label, pdf, command in made:
            try:
                took = measured([str(word) for word in command], asked.times)
            except OSError:
                took = None
            if took is None:
                print(f"{label}\tnot installed, or it failed")
                continue
            first = first or took[0]
            print(f"{label}\t{took[0]:.2f} ({took[0] / first:.1f} ×)\t{took[1]:.0f}\t{pages(pdf)}")


if __name__ == "__main__":
    sys.exit(main())
