#!/usr/bin/env python3
"""The same words through this program and through other typesetters: seconds and memory of whole processes.

    what tests/ref/comparison/compare.py needs, then
    venv/bin/python crates/packet/benches/peers.py target/release/usr-desk [--times 3] [--copies 12]

The set text of tests/suite/packet/set_text.json, some copies of it one after another, as tests/ref/comparison sets it: same faces, size
and measure. This program's figure holds more than the others': it also judges every clause, sets cover and contents, and tags the file.
LibreOffice sets the file that this program writes for Word. A typesetter that is not installed is named so. Prints plain rows, tab-separated.
"""
import argparse, os, pathlib, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests/ref/comparison"))
import compare


def measured(command, times, folder, surroundings):
    """Best wall-clock seconds and most memory in MB of a whole process and what it waited for."""
    best, memory = None, 0
    for _ in range(times):
        begun = time.monotonic()
        child = subprocess.Popen(command, cwd=folder, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
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
    document = dict(compare.DOCUMENT, content=compare.DOCUMENT["content"] * asked.copies)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        made = compare.commands(pathlib.Path(asked.program).resolve(), folder, document)
        print("program\tseconds\tMB\tpages")
        first = None
        for label, pdf, command in made:
            try:
                took = measured([str(word) for word in command], asked.times, folder, compare.surroundings(folder))
            except OSError:
                took = None
            if took is None:
                print(f"{label}\tnot installed, or it failed")
                continue
            first = first or took[0]
            print(f"{label}\t{took[0]:.2f} ({took[0] / first:.1f} ×)\t{took[1]:.0f}\t{pages(pdf)}")


if __name__ == "__main__":
    sys.exit(main())
