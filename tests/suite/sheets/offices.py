#!/usr/bin/env python3
"""More workbooks as the offices of universities make them, beside those of make.py and by its means; what must be read
of each is written beside it by hand. `python3 offices.py [NAME]` makes them."""
import sys

from make import HERE, N, expected, with_results, xlsx

HEAD = ["項目", "單價", "數量", "總價"]


def two_tables_side_by_side():
    """補助款 at the left and 配合款 at the right with one empty column between, each with its title, unit and total."""
    rows = [["115年度 USR 計畫經費編列表"], ["教育部補助款", N, N, N, N, "學校配合款"],
            HEAD + [N] + HEAD,
            ["專任助理", 40_000, 12, 480_000, N, "場地費", 5_000, 6, 30_000],
            ["講座鐘點費", 2_000, 30, 60_000, N, "印刷費", 100, 200, 20_000],
            ["雜支", 6_000, 1, 6_000, N, "投影機", 25_000, 1, 25_000],
            ["合計", N, N, 546_000, N, "合計", N, N, 75_000]]
    name = "two-tables-side-by-side.xlsx"
    xlsx(name, [("經費", rows, ["A1:I1", "A2:D2", "F2:I2"])])
    y = 115
    expected(name, "經費", [
        ("人", "專任助理", 40_000, 12, 480_000, "補", y, "D4"), ("業", "講座鐘點費", 2_000, 30, 60_000, "補", y, "D5"),
        ("雜", "雜支", 6_000, 1, 6_000, "補", y, "D6"), ("業", "場地費", 5_000, 6, 30_000, "配", y, "I4"),
        ("業", "印刷費", 100, 200, 20_000, "配", y, "I5"), ("設", "投影機", 25_000, 1, 25_000, "配", y, "I6"),
    ], ["MULTIPLE_TABLES"], stated=[("D7", 546_000, True), ("I7", 75_000, True)])


def three_tables_without_a_gap():
    """A year each, three tables side by side that touch; the years stand over them, the unit once for the page."""
    head = ["經費項目", "金額"]
    rows = [["在地關懷計畫分年經費", N, N, N, N, "單位：千元"], ["113年度", N, "114年度", N, "115年度", N], head * 3,
            ["兼任助理", 60, "兼任助理", 66, "兼任助理", 72], ["國內旅費", 20, "國內旅費", 24, "膳費", 12],
            ["合計", 80, "雜支", 5, "雜支", 6], [N, N, "合計", 95, "合計", 90]]
    name = "three-tables-without-a-gap.xlsx"
    xlsx(name, [("分年", rows, ["A2:B2", "C2:D2", "E2:F2"])])
    expected(name, "分年", [
        ("人", "兼任助理", N, N, 60_000, "-", 113, "B4"), ("業", "國內旅費", N, N, 20_000, "-", 113, "B5"),
        ("人", "兼任助理", N, N, 66_000, "-", 114, "D4"), ("業", "國內旅費", N, N, 24_000, "-", 114, "D5"),
        ("雜", "雜支", N, N, 5_000, "-", 114, "D6"), ("人", "兼任助理", N, N, 72_000, "-", 115, "F4"),
        ("業", "膳費", N, N, 12_000, "-", 115, "F5"), ("雜", "雜支", N, N, 6_000, "-", 115, "F6"),
    ], ["MULTIPLE_TABLES", "UNIT_THOUSAND"],
        stated=[("B6", 80_000, True), ("D7", 95_000, True), ("F7", 90_000, True)])


def quarters_and_their_sum():
    """A column a quarter and one of their sum; one row's quarters do not add up to it."""
    rows = [["114年度計畫分配預算表"], ["項目", "第1季", "第2季", "第3季", "第4季", "全年合計"],
            ["專任助理薪資", 120_000, 120_000, 120_000, 180_000, 540_000],
            ["講座鐘點費", 0, 20_000, 20_000, 10_000, 50_000],
            ["印刷費", 5_000, 5_000, 5_000, 6_000, 20_000],
            ["合計", 125_000, 145_000, 145_000, 196_000, 610_000]]
    name = "quarters-and-their-sum.xlsx"
    xlsx(name, [("分配", rows, ["A1:F1"])])
    y = 114
    expected(name, "分配", [
        ("人", "專任助理薪資", N, N, 540_000, "-", y, "F3"), ("業", "講座鐘點費", N, N, 50_000, "-", y, "F4"),
        ("業", "印刷費", N, N, 20_000, "-", y, "F5"),
    ], ["YEAR_SPLIT_MISMATCH"], stated=[("F6", 610_000, True)])


def last_year_beside_this_year():
    """This year's budget, last year's and the difference, as the accounting office prints them."""
    rows = [["○○大學 115年度計畫預算比較表"], ["科目", "項目", "115年預算數", "上年度預算數", "比較增減", "說明"],
            ["人事費", "專案經理", 720_000, 700_000, 20_000, "年資加薪"],
            ["業務費", "工作坊材料費", 90_000, 120_000, -30_000, N], ["雜支", "雜支", 15_000, 15_000, 0, N],
            ["合計", N, 825_000, 835_000, -10_000, N]]
    name = "last-year-beside-this-year.xlsx"
    xlsx(name, [("比較", rows, ["A1:F1"])])
    y = 115
    expected(name, "比較", [
        ("人", "專案經理", N, N, 720_000, "-", y, "C3"), ("業", "工作坊材料費", N, N, 90_000, "-", y, "C4"),
        ("雜", "雜支", N, N, 15_000, "-", y, "C5"),
    ], ["MULTIPLE_AMOUNT_SETS"], stated=[("C6", 825_000, True)])


def two_years_of_a_title():
    """Two years as columns under a title that names the later one: the earlier is there to compare."""
    rows = [["115年度預算書"], ["項目", "114年度預算", "115年度預算"], ["教學助理", 80_000, 88_000],
            ["住宿費", 30_000, 24_000], ["合計", 110_000, 112_000]]
    name = "two-years-of-a-title.xlsx"
    xlsx(name, [("預算", rows, ["A1:C1"])])
    expected(name, "預算", [
        ("人", "教學助理", N, N, 88_000, "-", 115, "C3"), ("業", "住宿費", N, N, 24_000, "-", 115, "C4"),
    ], ["MULTIPLE_AMOUNT_SETS"], stated=[("C5", 112_000, True)])


def two_years_and_no_word():
    """Two years as columns and nothing that says whether both are asked for: each is its own, and that is asked."""
    rows = [["里山共學計畫經費"], ["項目", "114年度預算", "115年度預算"], ["教學助理", 80_000, 88_000],
            ["住宿費", 30_000, 24_000], ["合計", 110_000, 112_000]]
    name = "two-years-and-no-word.xlsx"
    xlsx(name, [("預算", rows, ["A1:C1"])])
    expected(name, "預算", [
        ("人", "教學助理", N, N, 80_000, "-", 114, "B3"), ("人", "教學助理", N, N, 88_000, "-", 115, "C3"),
        ("業", "住宿費", N, N, 30_000, "-", 114, "B4"), ("業", "住宿費", N, N, 24_000, "-", 115, "C4"),
    ], ["MULTIPLE_AMOUNT_SETS"], stated=[("B5", 110_000, True), ("C5", 112_000, True)])


def in_two_languages():
    """Headings, categories and sums with their English under or behind them."""
    rows = [["114年度 USR 計畫經費表 Budget Plan"],
            ["經費類別\nBudget category", "項目\nItem and description", "單價\nUnit price (NTD)", "數量\nQuantity",
             "金額\nAmount (NTD)", "說明\nRemarks"],
            ["人事費\nPersonnel", "兼任助理 Part-time assistant", 6_000, 12, 72_000, N],
            ["業務費\nOperating expenses", "國際學者講座 Lecture by an international scholar", 5_000, 4, 20_000, N],
            [N, "翻譯費 Translation", 2, 8_000, 16_000, N],
            ["Miscellaneous expenses 雜支", "文具 Stationery", 3_000, 1, 3_000, N],
            ["設備費 Equipment", "攝影機 Video camera", 42_000, 1, 42_000, N],
            ["合計 Total", N, N, N, 153_000, N]]
    name = "in-two-languages.xlsx"
    xlsx(name, [("Budget", rows, ["A1:F1", "A4:A5"])])
    y = 114
    expected(name, "Budget", [
        ("人", "兼任助理 Part-time assistant", 6_000, 12, 72_000, "-", y, "E3"),
        ("業", "國際學者講座 Lecture by an international scholar", 5_000, 4, 20_000, "-", y, "E4"),
        ("業", "翻譯費 Translation", 2, 8_000, 16_000, "-", y, "E5"),
        ("雜", "文具 Stationery", 3_000, 1, 3_000, "-", y, "E6"),
        ("設", "攝影機 Video camera", 42_000, 1, 42_000, "-", y, "E7"),
    ], stated=[("E8", 153_000, True)])


def names_that_are_numbers():
    """Names of items that are numbers: a code of the stores, a year, a model."""
    rows = [["113年度採購經費"], ["類別", "項目", "單價", "數量", "金額"], ["業務費", 20231, 120, 50, 6_000],
            ["業務費", "印刷費", 100, 30, 3_000], ["設備費", 8086, 12_000, 2, 24_000], ["合計", N, N, N, 33_000]]
    name = "names-that-are-numbers.xlsx"
    xlsx(name, [("採購", rows, ["A1:E1"])])
    y = 113
    expected(name, "採購", [
        ("業", "20231", 120, 50, 6_000, "-", y, "E3"), ("業", "印刷費", 100, 30, 3_000, "-", y, "E4"),
        ("設", "8086", 12_000, 2, 24_000, "-", y, "E5"),
    ], stated=[("E6", 33_000, True)])


def formatted(*areas):
    """Gives cells a number format: (first row, last row, column, format)."""
    def act(page):
        for first, last, column, form in areas:
            for row in range(first, last + 1):
                page.cell(row, column).number_format = form
    return act


def thousands_by_their_format():
    """千元 by the format alone: the cells hold dollars and show thousands, and the page says 千元 as well."""
    rows = [["116年度經費概算表"], [N, N, N, N, "單位：千元"], ["類別", "項目", "單價", "數量", "金額"],
            ["人事費", "專任助理", 45_000, 12, 540_000], ["業務費", "講座鐘點費", 2_000, 30, 60_000],
            ["業務費", "印刷費", 15.5, 2, 31], ["合計", N, N, N, 631_000]]
    name = "thousands-by-their-format.xlsx"
    xlsx(name, [("概算", rows, ["A1:E1"], formatted((4, 5, 3, "#,##0,"), (4, 5, 5, "#,##0,"), (7, 7, 5, "#,##0,")))])
    y = 116
    expected(name, "概算", [
        ("人", "專任助理", 45_000, 12, 540_000, "-", y, "E4"), ("業", "講座鐘點費", 2_000, 30, 60_000, "-", y, "E5"),
        ("業", "印刷費", 15_500, 2, 31_000, "-", y, "E6"),
    ], ["SHRUNK_FORMAT", "UNIT_THOUSAND"], stated=[("E7", 631_000, True)])


def ten_thousands_by_their_format():
    """萬元 by the format that shows one place behind the point (0!.0,), nothing else says so: the cells hold dollars."""
    rows = [["115年度經費需求"], ["項目", "單價", "數量", "金額"], ["兼任助理", 8_000, 10, 80_000],
            ["場地費", 12_000, 3, 36_000], ["合計", N, N, 116_000]]
    name = "ten-thousands-by-their-format.xlsx"
    xlsx(name, [("需求", rows, ["A1:D1"], formatted((3, 5, 4, "0!.0,")))])
    y = 115
    expected(name, "需求", [
        ("人", "兼任助理", 8_000, 10, 80_000, "-", y, "D3"), ("業", "場地費", 12_000, 3, 36_000, "-", y, "D4"),
    ], ["SHRUNK_FORMAT"], stated=[("D5", 116_000, True)])


def thousands_of_other_programs():
    """The same in an old .xls and in an .ods, whose styles say it in their own ways."""
    import xlwt
    from odf.number import Number, NumberStyle
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style
    from odf.table import Table, TableCell, TableRow
    from odf.text import P
    rows = [["116年度經費概算表"], [N, N, N, N, "單位：千元"], ["類別", "項目", "單價", "數量", "金額"],
            ["人事費", "專任助理", 45_000, 12, 540_000], ["業務費", "印刷費", 15.5, 2, 31], ["合計", N, N, N, 571_000]]
    shows_thousands = {(3, 2), (3, 4), (5, 4)}
    old = xlwt.Workbook(encoding="utf-8")
    page, thousands = old.add_sheet("概算"), xlwt.easyxf(num_format_str="#,##0,")
    free = OpenDocumentSpreadsheet()
    number = NumberStyle(name="N1")
    number.addElement(Number(decimalplaces="0", minintegerdigits="1", grouping="true", displayfactor="1000"))
    free.automaticstyles.addElement(number)
    free.automaticstyles.addElement(Style(name="ce1", family="table-cell", datastylename="N1"))
    table = Table(name="概算")
    for r, row in enumerate(rows):
        line = TableRow()
        for c, value in enumerate(row):
            if value is None:
                line.addElement(TableCell())
                continue
            style = {"stylename": "ce1"} if (r, c) in shows_thousands else {}
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": str(value)}
            cell = TableCell(**kind, **style)
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
            page.write(r, c, value, *([thousands] if style else []))
        table.addElement(line)
    free.spreadsheet.addElement(table)
    y = 116
    for name, save in [("thousands-of-an-old-program.xls", old.save), ("thousands-of-a-free-program.ods", free.save)]:
        save(str(HERE / name))
        expected(name, "概算", [
            ("人", "專任助理", 45_000, 12, 540_000, "-", y, "E4"), ("業", "印刷費", 15_500, 2, 31_000, "-", y, "E5"),
        ], ["SHRUNK_FORMAT", "UNIT_THOUSAND"], stated=[("E6", 571_000, True)])


def a_heading_a_row_lower():
    """Two tables side by side, the heading of the right one a row lower, beside the first item of the left one."""
    rows = [["115年度"], ["人事費"], HEAD + [N, "業務費"], ["專任助理", 40_000, 12, 480_000, N] + HEAD,
            ["兼任助理", 6_000, 10, 60_000, N, "印刷費", 100, 20, 2_000], ["合計", N, N, 540_000, N, "膳費", 100, 5, 500],
            [N, N, N, N, N, "合計", N, N, 2_500]]
    name = "a-heading-a-row-lower.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 115
    expected(name, "經費", [
        ("人", "專任助理", 40_000, 12, 480_000, "-", y, "D4"), ("人", "兼任助理", 6_000, 10, 60_000, "-", y, "D5"),
        ("業", "印刷費", 100, 20, 2_000, "-", y, "I5"), ("業", "膳費", 100, 5, 500, "-", y, "I6"),
    ], ["MULTIPLE_TABLES"], stated=[("D6", 540_000, True), ("I7", 2_500, True)])


def when_it_is_spent():
    """Quarters to the right of the amount, under a heading of their own; no row is off."""
    rows = [["114年度"], ["類別", "項目", "單價", "數量", "總價", "經費使用時程"], [N] * 5 + ["第一季", "第二季", "第三季", "第四季"],
            ["業務費", "印刷費", 100, 20, 2_000, 500, 500, 500, 500], ["業務費", "膳費", 100, 10, 1_000, 0, 0, 500, 500],
            ["合計", N, N, N, 3_000, 500, 500, 1_000, 1_000]]
    name = "when-it-is-spent.xlsx"
    xlsx(name, [("經費", rows, ["F2:I2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3"])])
    expected(name, "經費", [
        ("業", "印刷費", 100, 20, 2_000, "-", 114, "E4"), ("業", "膳費", 100, 10, 1_000, "-", 114, "E5"),
    ], stated=[("E6", 3_000, True)])


def an_amount_for_two():
    """One amount merged over two rows that have prices of their own; a name that stands once for two rows."""
    rows = [["114年度"], ["類別", "項目", "單價", "數量", "金額", "說明"], ["業務費", "講師費", 2_000, 10, 30_000, N],
            [N, "助教費", 1_000, 10, N, N], [N, "諮詢費", N, N, 5_000, "外聘"], [N, N, N, N, 3_000, "內聘"], ["合計", N, N, N, 38_000]]
    name = "an-amount-for-two.xlsx"
    xlsx(name, [("經費", rows, ["E3:E4"])])
    expected(name, "經費", [
        ("業", "講師費", 2_000, 10, 20_000, "-", 114, "E3"), ("業", "助教費", 1_000, 10, 10_000, "-", 114, "E4"),
        ("業", "諮詢費", N, N, 5_000, "-", 114, "E5"), ("業", "諮詢費", N, N, 3_000, "-", 114, "E6"),
    ], ["LOOK_AGAIN"], stated=[("E7", 38_000, True)])


LAYOUTS = [two_tables_side_by_side, three_tables_without_a_gap, quarters_and_their_sum, last_year_beside_this_year,
           two_years_of_a_title, two_years_and_no_word, in_two_languages, names_that_are_numbers,
           thousands_by_their_format, ten_thousands_by_their_format, thousands_of_other_programs,
           a_heading_a_row_lower, when_it_is_spent,
           an_amount_for_two]

if __name__ == "__main__":
    chosen = sys.argv[1:]
    for layout in LAYOUTS:
        if not chosen or layout.__name__ in chosen:
            layout()
            print(layout.__name__)
