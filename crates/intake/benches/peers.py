#!/usr/bin/env python3
"""The same file through this program and through others: time, memory, and whether the numbers add up to the same.

    python3 crates/intake/benches/peers.py [--rows 100000] [--columns 8] [--times 3] [--tools FOLDER]

Builds what it needs of this program with cargo (release), makes the sheet, and puts openpyxl (PyPI) and SheetJS (npm)
into FOLDER (a temporary one by default). LibreOffice is measured where `soffice` is installed. Every reader runs in a
process of its own, started anew each time; the best wall-clock time of several is told, the processor time of that run,
and the most memory that any run held. Prints plain rows, tab-separated, with the machine, the versions and the date.
"""
import argparse, datetime, os, pathlib, platform, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[3]
MANIFEST = ["--manifest-path", str(ROOT / "Cargo.toml"), "-p", "usr-desk-intake", "--release"]

OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=sys.argv[2] == "streaming", data_only=True)
cells = total = 0
for page in book:
    for row in page.iter_rows(values_only=True):
        for value in row:
            if value is not None:
                cells += 1
                if isinstance(value, (int, float)):
                    total += value
print(cells, total)
"""

SHEETJS = """
const xlsx = require(process.argv[2])
const book = xlsx.readFile(process.argv[3])
let cells = 0, total = 0
for (const name of book.SheetNames) {
  for (const [at, cell] of Object.entries(book.Sheets[name])) {
    if (at[0] === '!') continue
    cells += 1
    if (cell.t === 'n') total += cell.v
  }
}
console.log(cells, total)
"""


def measured(command, times):
    """Best wall-clock seconds, the processor seconds of that run, most memory in MB, and what the last run printed."""
    best, memory, said = None, 0, ""
    for _ in range(times):
        begun = time.monotonic()
        with tempfile.TemporaryFile() as out:
            child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(child.pid, 0)
            taken = time.monotonic() - begun
            child.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            said = out.read().decode(errors="replace").strip()
        if child.returncode != 0:
            return None
        memory = max(memory, used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10))
        processor = used.ru_utime + used.ru_stime
        best = min(best or (taken, processor), (taken, processor))
    return best[0], best[1], memory, said


def built():
    """The path of this crate's example that is measured, built for release."""
    subprocess.run(["cargo", "build", "-q", *MANIFEST, "--example", "measured"], check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return str(target / "release" / "examples" / "measured")


def said(*command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        return done.stdout.strip() or done.stderr.strip()
    except (OSError, subprocess.TimeoutExpired):
        return ""


def peers(tools):
    """What the others are started with, each with its name and version; what cannot be had is left out and said."""
    python = tools / "python" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", tools / "python"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "openpyxl"], check=True)
    if not (tools / "node_modules" / "xlsx").exists():
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--prefix", str(tools), "xlsx"], check=True)
    scripts = {}
    for name, text in (("openpyxl.py", OPENPYXL), ("sheetjs.cjs", SHEETJS)):
        scripts[name] = tools / f"read-{name}"
        scripts[name].write_text(text)
    openpyxl = f"openpyxl {said(str(python), '-c', 'import openpyxl; print(openpyxl.__version__)')}"
    module = str(tools / "node_modules" / "xlsx")
    sheetjs = said("node", "-p", f"require({module!r}).version")
    node = said("node", "--version")
    yield f"{openpyxl}, streaming", lambda file: [str(python), str(scripts["openpyxl.py"]), file, "streaming"]
    yield f"{openpyxl}, whole", lambda file: [str(python), str(scripts["openpyxl.py"]), file, "whole"]
    yield f"SheetJS {sheetjs} (node {node})", lambda file: ["node", str(scripts["sheetjs.cjs"]), module, file]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice\tnot installed")
        return
    version = " ".join(said(office, "--version").split()[:2])
    profile = (tools / "office").as_uri()
    yield f"{version}, to CSV", lambda file: [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to",
                                              "csv", "--outdir", str(tools / "csv"), file]


def machine():
    """Processor and memory, where the system tells."""
    name = platform.processor() or platform.machine()
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    try:
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GB"
        load = f", load {os.getloadavg()[0]:.1f}"
    except (ValueError, OSError, AttributeError):
        memory = load = ""
    return f"{name}, {os.cpu_count()} processors{memory}, {platform.system()} {platform.release()}{load}"


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--columns", type=int, default=8)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--tools", type=pathlib.Path)
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tools = asked.tools or pathlib.Path(folder)
        tools.mkdir(parents=True, exist_ok=True)
        ours = built()
        file = str(pathlib.Path(folder) / "long.xlsx")
        subprocess.run([ours, "make", str(asked.rows), str(asked.columns), file], check=True)
        print(f"machine\t{machine()}")
        print(f"date\t{datetime.date.today().isoformat()}")
        print(f"file\t{asked.rows} rows × {asked.columns} columns, {os.path.getsize(file)} bytes, best of {asked.times}")
        print("reader\tseconds\tprocessor seconds\tmemory MB\tcells\tsum of numbers")
        version = said("cargo", "pkgid", *MANIFEST[:-1]).rsplit("@", 1)[-1].rsplit("#", 1)[-1]
        own = [(f"USR Desk {version}, cells", lambda file: [ours, "cells", file]),
               (f"USR Desk {version}, lines with doubts as JSON", lambda file: [ours, "lines", file])]
        for name, command in [*own, *peers(tools.resolve())]:
            found = measured(command(file), asked.times)
            if found is None:
                print(f"{name}\tfailed")
                continue
            seconds, processor, memory, last = found
            counted = last.split() if len(last) < 100 else []
            counted = counted if len(counted) == 2 else ["–", "–"]
            print(f"{name}\t{seconds:.2f}\t{processor:.2f}\t{memory:.0f}\t{counted[0]}\t{counted[1]}", flush=True)


if __name__ == "__main__":
    main()
