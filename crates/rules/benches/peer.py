#!/usr/bin/env python3
"""The same limits as a spreadsheet keeps them: formulas over the lines of the largest season, recalculated by LibreOffice.

    python3 crates/rules/benches/peer.py target/release/usr-desk [--times 3]

Five proposals of five years with 300 lines each. The workbook has for every proposal and year the sums and the limits
that an office would write as SUMIFS (補助款合計, 人事費比率, 配合款, 國外差旅): 4 of the clauses that this program judges, all of
them for the whole school. LibreOffice loads it, calculates everything anew and writes it; this program reads the season's
file, checks every clause and writes what it found. Both as whole processes. Needs openpyxl (PyPI) and soffice; prints plain
rows, tab-separated.
"""
import argparse, json, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[3]
SEASON = ROOT / "tests/suite/contract/workspaces/compliant-112-116.json"


def largest():
    season = json.loads(SEASON.read_text(encoding="utf-8"))
    proposals = season["proposals"]
    while len(proposals) < 5:
        proposals.append(json.loads(json.dumps(proposals[0])) | {"id": f"p{len(proposals)}"})
    for proposal in proposals:
        pattern = proposal["budget"][0]
        proposal["starts_on"] = "2023-01-01"
        proposal["budget"] = []
        for year in range(112, 117):
            lines = [dict(pattern["lines"][i % len(pattern["lines"])], id=f"{year}-{i}") for i in range(300)]
            proposal["budget"].append(dict(pattern, year=year, lines=lines))
    return season


def workbook(season, path):
    import openpyxl

    book = openpyxl.Workbook()
    lines, limits = book.active, book.create_sheet("limits")
    lines.title = "lines"
    count = 1
    for proposal in season["proposals"]:
        for year in proposal["budget"]:
            for line in year["lines"]:
                travel = "travel" if any("travel" in tag for tag in line.get("tags", [])) else ""
                lines.append([proposal["id"], year["year"], line.get("category"), line.get("fund"), line.get("amount"), travel])
                count += 1
    of = lambda what: f"SUMIFS(lines!$E$1:$E${count},lines!$A$1:$A${count},A{{0}},lines!$B$1:$B${count},B{{0}}{what})"
    row = 1
    for proposal in season["proposals"]:
        for year in proposal["budget"]:
            granted = of(f',lines!$D$1:$D${count},"grant"').format(row)
            personnel = of(f',lines!$D$1:$D${count},"grant",lines!$C$1:$C${count},"personnel"').format(row)
            matching = of(f',lines!$D$1:$D${count},"matching"').format(row)
            travel = of(f',lines!$D$1:$D${count},"grant",lines!$F$1:$F${count},"travel"').format(row)
            limits.append([proposal["id"], year["year"], year.get("grant_requested"), f"={granted}", f"={personnel}", f"={matching}", f"={travel}",
                           f'=IF(D{row}=C{row},"ok","total")', f'=IF(E{row}*100<=C{row}*60,"ok","personnel")',
                           f'=IF(F{row}*10>=C{row},"ok","matching")', f'=IF(G{row}*100<=C{row}*6,"ok","travel")'])
            row += 1
    book.save(path)


def best(times, command, **how):
    taken = []
    for _ in range(times):
        begun = time.monotonic()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        taken.append(time.monotonic() - begun)
    return min(taken)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("program")
    words.add_argument("--times", type=int, default=3)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        season = largest()
        (folder / "season.json").write_text(json.dumps(season), encoding="utf-8")
        print("program\tseconds")
        ours = best(asked.times, [asked.program, "check", str(folder / "season.json"), "--json"])
        print(f"usr-desk check (every clause)\t{ours:.3f}")
        soffice = shutil.which("soffice") or shutil.which("libreoffice")
        if not soffice:
            print("LibreOffice\tnot installed here")
            return
        workbook(season, folder / "limits.xlsx")
        command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv", "--outdir", str(folder / "out"), str(folder / "limits.xlsx")]
        theirs = best(asked.times, command)
        print(f"LibreOffice (4 limits as formulas)\t{theirs:.3f}")
        print(f"ratio\t{theirs / ours:.0f}")


if __name__ == "__main__":
    sys.exit(main())
