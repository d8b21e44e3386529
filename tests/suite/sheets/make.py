#!/usr/bin/env python3
"""Makes the workbooks of this folder and their expected.json. Needs openpyxl, xlwt and odfpy (PyPI).

Each layout is one that no other file of the suites has. What must be read of it is written beside it by hand, line by
line: (category, name, unit price, quantity, amount, fund, year, cell). The files are committed; this script is how they
came about, and how one more is added.
"""
import json, pathlib, struct, sys, zipfile
from decimal import Decimal

HERE = pathlib.Path(__file__).parent
CATEGORY = {"人": "personnel", "業": "operations", "雜": "miscellaneous", "設": "capital", "-": "unknown"}
FUND = {"補": "grant", "配": "matching", "外": "external", "-": "unspecified"}


def expected(name, sheet, lines, warnings=(), allowed=(), stated=(), relative=False):
    """`warnings` must be raised; any other but notices and those `allowed` is a false alarm."""
    grave = {"ROW_ARITHMETIC", "SUBTOTAL_MISMATCH", "TOTAL_MISMATCH", "FUND_SPLIT_MISMATCH", "YEAR_SPLIT_MISMATCH",
             "AMOUNT_WORDS_MISMATCH", "UNIT_THOUSAND", "UNIT_TEN_THOUSAND", "FORMULA_NO_CACHE", "FORMULA_ERROR",
             "NOT_A_NUMBER", "HIDDEN_ROW", "HIDDEN_COLUMN", "HIDDEN_SHEET", "DUPLICATE_LINE", "UNKNOWN_CATEGORY",
             "NEGATIVE_AMOUNT", "MULTIPLE_AMOUNT_SETS", "SUMMARY_SHEET_SKIPPED", "FILE_TYPE_MISMATCH",
             "ENCODING_GUESSED", "FOREIGN_CURRENCY", "ROUNDING", "EXTERNAL_LINK", "UNSAFE_TEXT",
             "AMOUNT_OUT_OF_RANGE"}
    made = []
    for line in lines:
        category, item, price, quantity, amount, fund, year, cell = line[:8]
        where = cell.split("!") if "!" in cell else [sheet, cell]
        row = int("".join(c for c in where[1] if c.isdigit()))
        made.append({"category": CATEGORY[category], "name": item, "unit_price": price, "quantity": quantity,
                     "amount": amount, "fund": FUND[fund], "year": year, "source_sheet": where[0],
                     "source_row": row, "source_cell": where[1], **(line[8] if len(line) > 8 else {})})
    total = sum(Decimal(str(l["amount"])) for l in made if l.get("certain", True))
    whole = {"format": "usr-budget-expected/1", "file": name, "lines": made,
             "totals": {"grand": int(total) if total == int(total) else float(total)},
             "warnings": [{"code": code, "required": True} for code in warnings],
             "forbidden_warnings": sorted(grave - set(warnings) - set(allowed)),
             "stated_totals": [{"source_cell": cell, "stated": value, "ok": ok} for cell, value, ok in stated],
             "optional_lines": []}
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{pathlib.Path(name).stem}.expected.json").write_text(text, encoding="utf-8")


def xlsx(name, sheets):
    """sheets: (title, rows, merges, more) with rows of values; `more(worksheet)` does what is left."""
    import openpyxl
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows, merges, *more in sheets:
        page = book.create_sheet(title)
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row, 1):
                if value is not None:
                    page.cell(r, c, value)
        for area in merges:
            page.merge_cells(area)
        for act in more:
            act(page)
    book.save(HERE / name)


def with_results(name, results):
    """Stores results beside formulas, as Excel does and openpyxl does not: {(part, cell): number}."""
    path = HERE / name
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    for (part, cell), value in results.items():
        text = parts[part].decode()
        start = text.index(f'r="{cell}"')
        at = text.index("<v", start)
        end = text.index("</c>", at)
        assert at < text.index("</c>", start) + 5, cell
        parts[part] = (text[:at] + f"<v>{value}</v>" + text[end:]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in parts.items():
            new.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


N = None


def three_level_heading():
    """A form: labels and values above, the table in its middle under a heading of three rows, signatures below."""
    rows = [
        ["附件三　經費申請表"],
        [],
        [N, "計畫名稱", "里山共學：淺山聚落永續行動"],
        [N, "執行期程", "115年1月1日至115年12月31日", N, N, "申請金額", 1_130_000],
        [N, "聯絡電話", "03-4227151#57100", N, N, "參與學生數", 240],
        [],
        [N, "經費類別", "經費項目", "經費明細", N, N, "經費來源", N, N, "備註"],
        [N, N, N, "單價（元）", "數量", "總價（元）", "教育部補助款", "配合款", N, N],
        [N, N, N, N, N, N, N, "校務基金", "企業捐助", N],
        [N, "人事費", "專任助理薪資", 42_000, 13.5, 567_000, 567_000, N, N, "含年終1.5個月"],
        [N, N, "勞健保及勞退（雇主負擔）", 7_000, 12, 84_000, 60_000, 24_000, N, N],
        [N, "業務費", "外聘講座鐘點費", 2_000, 60, 120_000, 100_000, N, 20_000, N],
        [N, N, "二代健保補充保費", N, N, 2_532, 2_532, N, N, "120,000×2.11%"],
        [N, N, "工作坊場地費", 8_000, 12, 96_000, N, 36_000, 60_000, N],
        [N, "雜支", "文具、郵資、影印", 30_468, 1, 30_468, 30_468, N, N, N],
        [N, "設備及投資", "水質感測器", 46_000, 5, 230_000, 200_000, 30_000, N, N],
        [N, "合計", N, N, N, 1_130_000, 960_000, 90_000, 80_000, N],
        [],
        [N, "承辦人", N, "主計室", N, N, "校長"],
    ]
    merges = ["A1:J1", "B7:B9", "C7:C9", "D7:F7", "G7:I7", "J7:J9", "D8:D9", "E8:E9", "F8:F9", "G8:G9", "H8:I8",
              "B10:B11", "B12:B14", "B17:E17"]
    name = "three-level-heading.xlsx"
    xlsx(name, [("申請表", rows, merges)])
    y = 115
    expected(name, "申請表", [
        ("人", "專任助理薪資", 42_000, 13.5, 567_000, "補", y, "G10"),
        ("人", "勞健保及勞退（雇主負擔）", 7_000, 12, 60_000, "補", y, "G11"),
        ("人", "勞健保及勞退（雇主負擔）", 7_000, 12, 24_000, "配", y, "H11"),
        ("業", "外聘講座鐘點費", 2_000, 60, 100_000, "補", y, "G12"),
        ("業", "外聘講座鐘點費", 2_000, 60, 20_000, "外", y, "I12"),
        ("業", "二代健保補充保費", N, N, 2_532, "補", y, "G13"),
        ("業", "工作坊場地費", 8_000, 12, 36_000, "配", y, "H14"),
        ("業", "工作坊場地費", 8_000, 12, 60_000, "外", y, "I14"),
        ("雜", "文具、郵資、影印", 30_468, 1, 30_468, "補", y, "G15"),
        ("設", "水質感測器", 46_000, 5, 200_000, "補", y, "G16"),
        ("設", "水質感測器", 46_000, 5, 30_000, "配", y, "H16"),
    ], stated=[("F17", 1_130_000, True), ("G17", 960_000, True), ("H17", 90_000, True), ("I17", 80_000, True)])


def a_sheet_a_fund():
    """A sheet for each fund, and one that adds them up by formulas."""
    head = ["項次", "支出科目", "支出細項", "單位", "標準（元）", "數量", "預算數（元）", "編列說明"]
    grant = [["114年度經費預算表"], [N] * 6 + ["單位：新臺幣元"], head,
             [1, "人事費", "兼任助理（碩士生）", "人月", 8_000, 20, 160_000, "2人×10月"],
             [2, "業務費", "講座鐘點費", "節", 2_000, 36, 72_000, N],
             [3, "業務費", "國內旅費", "人次", 1_500, 40, 60_000, N],
             [4, "雜支", "雜支", "式", 8_000, 1, 8_000, N],
             ["", "本表合計", N, N, N, N, 300_000, N]]
    own = [["114年度經費預算表"], [N] * 6 + ["單位：新臺幣元"], head,
           [1, "業務費", "場地使用費", "場", 5_000, 6, 30_000, N],
           [2, "設備費", "平板電腦", "台", 15_000, 2, 30_000, N],
           ["", "本表合計", N, N, N, N, 60_000, N]]
    firm = [["114年度經費預算表"], [N] * 6 + ["單位：新臺幣元"], head,
            [1, "業務費", "志工誤餐費", "人次", 100, 250, 25_000, "由合作企業負擔"],
            ["", "本表合計", N, N, N, N, 25_000, N]]
    whole = [["114年度經費彙整"], ["經費來源", "人事費", "業務費", "雜支", "設備費", "合計"],
             ["教育部補助款", "='補助款'!G4", "='補助款'!G5+'補助款'!G6", "='補助款'!G7", 0, "=SUM(B3:E3)"],
             ["學校配合款", 0, "='學校配合款'!G4", 0, "='學校配合款'!G5", "=SUM(B4:E4)"],
             ["企業贊助", 0, "='企業贊助'!G4", 0, 0, "=SUM(B5:E5)"]]
    name = "a-sheet-a-fund.xlsx"
    xlsx(name, [("彙整", whole, ["A1:F1"]), ("補助款", grant, ["A1:H1"]), ("學校配合款", own, ["A1:H1"]),
                ("企業贊助", firm, ["A1:H1"])])
    part = "xl/worksheets/sheet1.xml"
    with_results(name, {(part, "B3"): 160_000, (part, "C3"): 132_000, (part, "D3"): 8_000, (part, "F3"): 300_000,
                        (part, "C4"): 30_000, (part, "E4"): 30_000, (part, "F4"): 60_000, (part, "C5"): 25_000,
                        (part, "F5"): 25_000})
    y = 114
    expected(name, "補助款", [
        ("人", "兼任助理（碩士生）", 8_000, 20, 160_000, "補", y, "G4"),
        ("業", "講座鐘點費", 2_000, 36, 72_000, "補", y, "G5"),
        ("業", "國內旅費", 1_500, 40, 60_000, "補", y, "G6"),
        ("雜", "雜支", 8_000, 1, 8_000, "補", y, "G7"),
        ("業", "場地使用費", 5_000, 6, 30_000, "配", y, "學校配合款!G4"),
        ("設", "平板電腦", 15_000, 2, 30_000, "配", y, "學校配合款!G5"),
        ("業", "志工誤餐費", 100, 250, 25_000, "外", y, "企業贊助!G4"),
    ], allowed=["SUMMARY_SHEET_SKIPPED"], stated=[("G8", 300_000, True), ("G6", 60_000, True), ("G5", 25_000, True)])


def three_units():
    """A sheet a year, each in another unit: 元, 仟元 in a line above, 萬元 in the heading itself."""
    one = [["第一年（113年）經費"], [N, N, N, N, "（單位：元）"], ["經費項目", "單價", "數量", "金額", "計算說明"],
           ["(一)人事費"], ["1. 專任行政助理", 40_000, 12, 480_000, N], ["小計", N, N, 480_000],
           ["(二)業務費"], ["1. 諮詢費", 2_500, 8, 20_000, N], ["2. 教材印製費", 120, 300, 36_000, N],
           ["小計", N, N, 56_000], ["總計", N, N, 536_000]]
    two = [["第二年（114年）經費"], [N, N, N, N, "單位：新臺幣仟元"], ["經費項目", "單價", "數量", "金額", "計算說明"],
           ["(一)人事費"], ["1. 專任行政助理", 41, 12, 492, N], ["小計", N, N, 492],
           ["(二)業務費"], ["1. 諮詢費", 2.5, 10, 25, N], ["2. 教材印製費", 0.125, 300, 37.5, N],
           ["小計", N, N, 62.5], ["總計", N, N, 554.5]]
    three = [["第三年（115年）經費"], [], ["經費項目", "單價(萬元)", "數量", "金額(萬元)", "計算說明"],
             ["(一)人事費"], ["1. 專任行政助理", 4.2, 12, 50.4, N],
             ["(二)業務費"], ["1. 諮詢費", 0.25, 12, 3, N], ["總計", N, N, 53.4]]
    name = "three-units.xlsx"
    xlsx(name, [("第一年", one, ["A1:E1"]), ("第二年", two, ["A1:E1"]), ("第三年", three, ["A1:E1"])])
    expected(name, "第一年", [
        ("人", "專任行政助理", 40_000, 12, 480_000, "-", 113, "D5"),
        ("業", "諮詢費", 2_500, 8, 20_000, "-", 113, "D8"),
        ("業", "教材印製費", 120, 300, 36_000, "-", 113, "D9"),
        ("人", "專任行政助理", 41_000, 12, 492_000, "-", 114, "第二年!D5"),
        ("業", "諮詢費", 2_500, 10, 25_000, "-", 114, "第二年!D8"),
        ("業", "教材印製費", 125, 300, 37_500, "-", 114, "第二年!D9"),
        ("人", "專任行政助理", 42_000, 12, 504_000, "-", 115, "第三年!D5"),
        ("業", "諮詢費", 2_500, 12, 30_000, "-", 115, "第三年!D7"),
    ], ["UNIT_THOUSAND", "UNIT_TEN_THOUSAND"],
        stated=[("D11", 536_000, True), ("D11", 554_500, True), ("D8", 534_000, True)])


def never_calculated():
    """Formulas of a program that stores no results: products of three factors, a rate of a sum, sums of sums."""
    rows = [["116年度 USR 計畫經費估算"], ["類別", "項目", "單價", "人數", "次數", "金額", "備註"],
            ["業務費", "外聘教師鐘點費", 2_000, 3, 8, "=C3*D3*E3", N],
            ["業務費", "講座助理鐘點費", 1_000, 3, 8, "=PRODUCT(C4:E4)", N],
            ["業務費", "補充保費", "=ROUND((F3+F4)*2.11%,0)", 1, 1, "=C5*D5*E5", "(外聘+助理)×2.11%"],
            ["業務費", "學生保險費", 45, 40, 6, "=C6*D6*E6", N],
            ["小計", N, N, N, N, "=SUM(F3:F6)", N],
            ["雜支", "雜支", "=ROUNDDOWN(F7*0.05,-2)", 1, 1, "=C8*D8*E8", "業務費5%以內"],
            ["總計", N, N, N, N, "=F7+F8", N]]
    name = "never-calculated.xlsx"
    xlsx(name, [("估算", rows, ["A1:G1", "A7:E7", "A9:E9"])])
    y = 116
    expected(name, "估算", [
        ("業", "外聘教師鐘點費", 2_000, 24, 48_000, "-", y, "F3"),
        ("業", "講座助理鐘點費", 1_000, 24, 24_000, "-", y, "F4"),
        ("業", "補充保費", 1_519, 1, 1_519, "-", y, "F5"),
        ("業", "學生保險費", 45, 240, 10_800, "-", y, "F6"),
        ("雜", "雜支", 4_200, 1, 4_200, "-", y, "F8"),
    ], ["FORMULA_NO_CACHE"])


def amounts_in_words():
    """Labels one character a line down the side, 經常門 above them, and the total in words that contradicts."""
    rows = [["合作學校經費分攤明細　115學年度"],
            ["門別", "經費別", "用途", "數量及單位", "單價", "複價", "核算說明"],
            ["經\n常\n門", "業\n務\n費", "一、講師費", "10節", "NT$2,000", "20,000", N],
            [N, N, "二、交通費", "4趟", "3,500元", "14,000", N],
            [N, N, "三、膳雜費", "120人次", 100, "12,000", N],
            [N, "雜\n支", "四、文具紙張", "1式", "2,300", "2,300", N],
            ["資\n本\n門", "設\n備\n費", "五、無線麥克風組", "2組", "１５，０００", "３０，０００", "教室用"],
            ["合　　　計", N, N, N, N, "78,300", N],
            ["總計新臺幣　柒萬捌仟伍佰元整"],
            ["※本表一式二份"]]
    name = "amounts-in-words.xlsx"
    xlsx(name, [("分攤明細", rows, ["A1:G1", "A3:A6", "B3:B5", "A8:E8", "A9:G9"])])
    y = 115
    expected(name, "分攤明細", [
        ("業", "講師費", 2_000, 10, 20_000, "-", y, "F3"),
        ("業", "交通費", 3_500, 4, 14_000, "-", y, "F4"),
        ("業", "膳雜費", 100, 120, 12_000, "-", y, "F5"),
        ("雜", "文具紙張", 2_300, 1, 2_300, "-", y, "F6"),
        ("設", "無線麥克風組", 15_000, 2, 30_000, "-", y, "F7"),
    ], ["AMOUNT_WORDS_MISMATCH"], stated=[("F8", 78_300, True)])


def pages_carried_over():
    """An old .xls printed over pages: 承前頁, 過次頁, 本頁小計, the heading again on each, one row hidden."""
    import xlwt
    head = ["科目", "摘要", "單價", "數量", "單位", "預算金額", "附註"]
    rows = [["○○科技大學　一一四年度計畫預算明細表"], ["單位：元"], head,
            ["業務費", "鐘點費－外聘", 2_000, 40, "節", 80_000, N], [N, "鐘點費－內聘", 1_000, 30, "節", 30_000, N],
            [N, "臨時工資", 190, 200, "小時", 38_000, N], [N, "本頁小計", N, N, N, 148_000, N],
            [N, "過次頁", N, N, N, 148_000, N], ["第1頁，共2頁"], head,
            [N, "承前頁", N, N, N, 148_000, N], [N, "印刷費", 85, 400, "份", 34_000, N],
            [N, "（內部暫列）訪視費", 4_000, 3, "次", 12_000, "隱藏"], ["雜支", "雜支", 6_000, 1, "式", 6_000, N],
            [N, "本頁小計", N, N, N, 52_000, N], ["總計", N, N, N, N, 200_000, N], ["第2頁，共2頁"]]
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("明細")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                page.write(r, c, value)
    page.row(12).hidden = True
    name = "pages-carried-over.xls"
    book.save(str(HERE / name))
    y = 114
    expected(name, "明細", [
        ("業", "鐘點費－外聘", 2_000, 40, 80_000, "-", y, "F4"),
        ("業", "鐘點費－內聘", 1_000, 30, 30_000, "-", y, "F5"),
        ("業", "臨時工資", 190, 200, 38_000, "-", y, "F6"),
        ("業", "印刷費", 85, 400, 34_000, "-", y, "F12"),
        ("業", "（內部暫列）訪視費", 4_000, 3, 12_000, "-", y, "F13"),
        ("雜", "雜支", 6_000, 1, 6_000, "-", y, "F14"),
    ], ["HIDDEN_ROW"], stated=[("F7", 148_000, True), ("F8", 148_000, True), ("F11", 148_000, True),
                               ("F15", 52_000, True), ("F16", 200_000, True)])


def before_and_after():
    """變更前, 變更後 and 增減, each with the fund's columns under it; the total of the later set is wrong by 500."""
    rows = [["教育部補(捐)助計畫經費變更對照表（114年度）"],
            ["經費項目", "變更前", N, N, "變更後", N, N, "增減", "變更理由"],
            [N, "補助款", "自籌款", "小計", "補助款", "自籌款", "小計", N, N],
            ["人事費"], ["教學助理", 90_000, 0, 90_000, 60_000, 10_000, 70_000, -20_000, "聘任延後"],
            ["業務費"], ["鐘點費", 40_000, 0, 40_000, 58_000, 0, 58_000, 18_000, N],
            ["膳宿費", 15_000, 5_000, 20_000, 15_000, 7_000, 22_000, 2_000, N],
            ["雜支", 5_000, 0, 5_000, 5_000, 0, 5_000, 0, N],
            ["合計", 150_000, 5_000, 155_000, 138_500, 17_000, 155_000, 0, N]]
    name = "before-and-after.xlsx"
    xlsx(name, [("變更對照", rows, ["A1:I1", "A2:A3", "B2:D2", "E2:G2", "H2:H3", "I2:I3"])])
    y = 114
    expected(name, "變更對照", [
        ("人", "教學助理", N, N, 60_000, "補", y, "E5"), ("人", "教學助理", N, N, 10_000, "配", y, "F5"),
        ("業", "鐘點費", N, N, 58_000, "補", y, "E7"),
        ("業", "膳宿費", N, N, 15_000, "補", y, "E8"), ("業", "膳宿費", N, N, 7_000, "配", y, "F8"),
        ("雜", "雜支", N, N, 5_000, "補", y, "E9"),
    ], ["MULTIPLE_AMOUNT_SETS", "TOTAL_MISMATCH"],
        stated=[("E10", 138_500, False), ("F10", 17_000, True), ("G10", 155_000, True)])


def a_page_named_xls():
    """A web page in Big5 that a system calls .xls: cells that span rows, hard spaces, a note among the totals."""
    def row(*cells):
        return "<tr>" + "".join(cells) + "</tr>\n"
    def td(text, **spans):
        return "<td" + "".join(f" {k}={v}" for k, v in spans.items()) + f">{text}</td>"
    page = ("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5\"></head><body>\n"
            "<h3>113年度校務系統匯出</h3><table border=1>\n"
            + row(td("113會計年度計畫經費表&nbsp;&nbsp;列印日期：114/01/06", colspan=7))
            + row(td("經費類別"), td("工作項目"), td("單位"), td("數量"), td("單價"), td("金額"), td("經費來源"))
            + row(td("人事費", rowspan=2), td("計畫專任助理"), td("月"), td("12"), td("36,500"), td("438,000"), td("本部補助"))
            + row(td("年終獎金"), td("月"), td("1.5"), td("36,500"), td("54,750"), td("本部補助"))
            + row(td("業務費", rowspan=3), td("出席費"), td("人次"), td("10"), td("2,500"), td("25,000"), td("校內自籌"))
            + row(td("國內差旅費&nbsp;"), td("趟"), td("30"), td("1,200"), td("36,000"), td("本部補助"))
            + row(td("研習活動費"), td("場"), td("4"), td("15,000"), td("60,000"), td("○○縣政府"))
            + row(td("雜支"), td("雜支"), td("式"), td("1"), td("6,250"), td("6,250"), td("本部補助"))
            + row(td("總計", colspan=5), td("620,000"), td("&nbsp;"))
            + row(td("備註：本表金額以新臺幣元計", colspan=7)) + "</table></body></html>\n")
    name = "a-page-named.xls"
    (HERE / name).write_bytes(page.encode("cp950"))
    y = 113
    expected(name, "table1", [
        ("人", "計畫專任助理", 36_500, 12, 438_000, "補", y, "F3"), ("人", "年終獎金", 36_500, 1.5, 54_750, "補", y, "F4"),
        ("業", "出席費", 2_500, 10, 25_000, "配", y, "F5"), ("業", "國內差旅費", 1_200, 30, 36_000, "補", y, "F6"),
        ("業", "研習活動費", 15_000, 4, 60_000, "外", y, "F7"), ("雜", "雜支", 6_250, 1, 6_250, "補", y, "F8"),
    ], ["FILE_TYPE_MISMATCH", "ENCODING_GUESSED"], stated=[("F9", 620_000, True)])


def xml_2003_in_big5():
    """Excel 2003's XML in Big5, named .xls: gaps told by ss:Index, a merge down, formulas in R1C1 with their results."""
    def cell(value, index=N, down=0, formula=N):
        kind = "Number" if isinstance(value, (int, float)) else "String"
        more = (f' ss:Index="{index}"' if index else "") + (f' ss:MergeDown="{down}"' if down else "")
        more += f' ss:Formula="{formula}"' if formula else ""
        return f'<Cell{more}><Data ss:Type="{kind}">{value}</Data></Cell>'
    def row(*cells, index=N):
        place = f' ss:Index="{index}"' if index else ""
        return f"<Row{place}>{''.join(cells)}</Row>\n"
    table = (row(cell("115年度○○計畫經費需求表"))
             + row(cell("類別"), cell("項目"), cell("單價"), cell("數量"), cell("總額"), cell("說明"), index=3)
             + row(cell("業務費", down=1), cell("工讀費"), cell(196), cell(500), cell(98_000, formula="=RC[-2]*RC[-1]"))
             + row(cell("資料蒐集費", index=2), cell(10_000), cell(1), cell(10_000, formula="=RC[-2]*RC[-1]"))
             + row(cell("設備費"), cell("行動電源站 &lt;2kW&gt;"), cell(32_000), cell(1), cell(32_000, formula="=RC[-2]*RC[-1]"))
             + row(cell("合計"), cell(140_000, index=5, formula="=SUM(R[-3]C:R[-1]C)")))
    text = ('<?xml version="1.0" encoding="big5"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
            f'<Worksheet ss:Name="需求表"><Table>\n{table}</Table></Worksheet></Workbook>\n')
    name = "xml-2003-in-big5.xls"
    (HERE / name).write_bytes(text.encode("cp950"))
    y = 115
    expected(name, "需求表", [
        ("業", "工讀費", 196, 500, 98_000, "-", y, "E4"), ("業", "資料蒐集費", 10_000, 1, 10_000, "-", y, "E5"),
        ("設", "行動電源站 <2kW>", 32_000, 1, 32_000, "-", y, "E6"),
    ], ["FILE_TYPE_MISMATCH", "ENCODING_GUESSED"], stated=[("E7", 140_000, True)])


def tabs_from_accounting():
    """Tab-separated text from an accounting system, UTF-16: codes before the names, quoted numbers, brackets for minus."""
    rows = [["114年度計畫預算控制表"], ["科目代號", "科目名稱", "用途說明", "預算數", "已執行數", "餘額"],
            ["5132101", "人事費", "專案經理", "660,000", "330,000", "330,000"],
            ["5132201", "業務費", "國外旅費", "180,000", "0", "180,000"],
            ["5132202", "業務費", "國際研討會報名費", "45,500", "45,500", "0"],
            ["5132202", "業務費", "退回溢領款", "(5,500)", "(5,500)", "0"],
            ["5132301", "雜支", "雜支", "20,000", "1,234", "18,766"],
            ["", "合計", "", "900,000", "371,234", "528,766"]]
    text = "".join("\t".join(f'"{v}"' if "," in v else v for v in row) + "\r\n" for row in rows)
    name = "tabs-from-accounting.txt"
    (HERE / name).write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    y = 114
    expected(name, "csv", [
        ("人", "專案經理", N, N, 660_000, "-", y, "D3"), ("業", "國外旅費", N, N, 180_000, "-", y, "D4"),
        ("業", "國際研討會報名費", N, N, 45_500, "-", y, "D5"), ("業", "退回溢領款", N, N, -5_500, "-", y, "D6"),
        ("雜", "雜支", N, N, 20_000, "-", y, "D7"),
    ], ["NEGATIVE_AMOUNT"], stated=[("D8", 900_000, True)])


def years_side_by_side():
    """An .ods: a column of dollars for each of three years, categories in bands with their sums in the band's own row."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
    from odf.text import P
    rows = [[("永續食農計畫　三年期經費需求", 6)], ["經費項目", "113年度", "114年度", "115年度", "三年合計", "說明"],
            ["壹、人事費", 600_000, 620_000, 640_000, 1_860_000, N],
            ["一、專任助理", 540_000, 555_000, 570_000, 1_665_000, N], ["二、勞健保及勞退", 60_000, 65_000, 70_000, 195_000, N],
            ["貳、業務費", 150_000, 170_000, 130_000, 450_000, N],
            ["一、講座鐘點費", 80_000, 80_000, 60_000, 220_000, N], ["二、食材材料費", 70_000, 90_000, 70_000, 230_000, N],
            ["參、雜支", 9_000, 9_000, 9_000, 27_000, N],
            ["肆、設備及投資", 120_000, 0, 0, 120_000, N], ["一、冷藏櫃", 120_000, N, N, 120_000, "第一年購置"],
            ["總經費", 879_000, 799_000, 779_000, 2_457_000, N]]
    book = OpenDocumentSpreadsheet()
    page = Table(name="經費需求")
    page.addElement(TableColumn(numbercolumnsrepeated=6))
    for row in rows:
        line = TableRow()
        for value in row:
            span = 1
            if isinstance(value, tuple):
                value, span = value
            if value is None:
                line.addElement(TableCell())
                continue
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": str(value)}
            box = TableCell(numbercolumnsspanned=span, **kind) if span > 1 else TableCell(**kind)
            box.addElement(P(text=str(value)))
            line.addElement(box)
            for _ in range(span - 1):
                line.addElement(CoveredTableCell())
        page.addElement(line)
    book.spreadsheet.addElement(page)
    name = "years-side-by-side.ods"
    book.save(str(HERE / name))
    lines = []
    for row, category, item, amounts in [
            (4, "人", "專任助理", (540_000, 555_000, 570_000)), (5, "人", "勞健保及勞退", (60_000, 65_000, 70_000)),
            (7, "業", "講座鐘點費", (80_000, 80_000, 60_000)), (8, "業", "食材材料費", (70_000, 90_000, 70_000)),
            (9, "雜", "雜支", (9_000, 9_000, 9_000)), (11, "設", "冷藏櫃", (120_000,))]:
        for column, year, amount in zip("BCD", (113, 114, 115), amounts):
            lines.append((category, item, N, N, amount, "-", year, f"{column}{row}"))
    expected(name, "經費需求", lines, stated=[("B12", 879_000, True), ("E12", 2_457_000, True)])


def binary_workbook():
    """An .xlsb with the full records that Excel writes: shared strings, whole numbers packed, doubles, a merge."""
    def record(kind, data=b""):
        head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, length = len(data), b""
        while True:
            size, low = size >> 7, size & 0x7F
            length += bytes([low | (0x80 if size else 0)])
            if not size:
                return head + length + data
    def wide(text):
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")
    strings = []
    def cell(column, value):
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            if value not in strings:
                strings.append(value)
            return record(7, place + struct.pack("<I", strings.index(value)))
        if isinstance(value, int):
            return record(2, place + struct.pack("<i", value << 2 | 2))
        return record(5, place + struct.pack("<d", value))
    rows = [["114年度二進位活頁簿經費表"], ["類別", "項目", "單價", "數量", "金額", "來源"],
            ["人事費", "兼任助理", 6_000, 11, 66_000, "補助款"], [N, "雇主負擔保費", 512.5, 11, 5_637.5, "補助款"],
            ["業務費", "體驗活動材料", 350, 120, 42_000, "配合款"], ["合計", N, N, N, 113_637.5, N]]
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 5)) + record(145)
    for r, row in enumerate(rows):
        sheet += record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0)) + b"".join(
            cell(c, v) for c, v in enumerate(row) if v is not None)
    sheet += record(146) + record(177, struct.pack("<I", 2))
    for first, last in (((0, 0), (0, 5)), ((2, 0), (3, 0))):
        sheet += record(176, struct.pack("<IIII", first[0], last[0], first[1], last[1]))
    sheet += record(178) + record(130)
    table = record(159, struct.pack("<II", len(strings), len(strings)))
    table += b"".join(record(19, b"\0" + wide(s)) for s in strings) + record(160)
    book = (record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("經費"))
            + record(144) + record(132))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    def links(*them):
        each = "".join(f'<Relationship Id="rId{i}" Type="{office}/{kind}" Target="{target}"/>'
                       for i, (kind, target) in enumerate(them, 1))
        return f'<Relationships xmlns="{package}/relationships">{each}</Relationships>'.encode()
    kinds = (f'<Types xmlns="{package}/content-types"><Default Extension="bin" '
             'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/>'
             '<Override PartName="/xl/sharedStrings.bin" ContentType="application/vnd.ms-excel.sharedStrings"/></Types>')
    name = "binary.xlsb"
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as new:
        for part, data in {"[Content_Types].xml": kinds.encode(), "_rels/.rels": links(("officeDocument", "xl/workbook.bin")),
                           "xl/workbook.bin": book,
                           "xl/_rels/workbook.bin.rels": links(("worksheet", "worksheets/sheet1.bin"),
                                                              ("sharedStrings", "sharedStrings.bin")),
                           "xl/worksheets/sheet1.bin": sheet, "xl/sharedStrings.bin": table}.items():
            new.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    y = 114
    expected(name, "經費", [
        ("人", "兼任助理", 6_000, 11, 66_000, "補", y, "E3"), ("人", "雇主負擔保費", 512.5, 11, 5_637.5, "補", y, "E4"),
        ("業", "體驗活動材料", 350, 120, 42_000, "配", y, "E5"),
    ], ["ROUNDING"], stated=[("E6", 113_637.5, True)])


LAYOUTS = [three_level_heading, a_sheet_a_fund, three_units, never_calculated, amounts_in_words, pages_carried_over,
           before_and_after, a_page_named_xls, xml_2003_in_big5, tabs_from_accounting, years_side_by_side, binary_workbook]

if __name__ == "__main__":
    chosen = sys.argv[1:]
    for layout in LAYOUTS:
        if not chosen or layout.__name__ in chosen:
            layout()
            print(layout.__name__)
