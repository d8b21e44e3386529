#!/usr/bin/env python3
"""Forms that offices fill in over years, with what they grew on the way: sums of sums, sub-items set in, per cents,
blocks in other units, income beside spending. By the means of make.py; `python3 forms.py [NAME]` makes them."""
import sys

from make import N, expected, xlsx


def a_block_a_year():
    """A block for each year under the same heading: one dated, one named, one only counted; and the sum of all three."""
    def block(title, rows, total):
        return [[title], ["項次", "經費項目", "單價", "數量", "小計", "備註"], *rows, ["", "合計", N, N, total], []]
    rows = [["深耕在地計畫 分年經費表（113年至115年）"],
            *block("第一年（113年1月1日至113年12月31日）", [[1, "專任助理", 40_000, 12, 480_000], [2, "講座費", 2_000, 10, 20_000]],
                   500_000),
            *block("第二年（114年）", [[1, "專任助理", 41_000, 12, 492_000], [2, "材料費", 500, 20, 10_000]], 502_000),
            *block("第三年", [[1, "專任助理", 42_000, 12, 504_000], [2, "印刷費", 100, 60, 6_000]], 510_000),
            ["三年總計", N, N, N, 1_512_000]]
    name = "a-block-a-year.xlsx"
    xlsx(name, [("分年經費", rows, [])])
    expected(name, "分年經費", [
        ("人", "專任助理", 40_000, 12, 480_000, "-", 113, "E4"), ("業", "講座費", 2_000, 10, 20_000, "-", 113, "E5"),
        ("人", "專任助理", 41_000, 12, 492_000, "-", 114, "E10"), ("業", "材料費", 500, 20, 10_000, "-", 114, "E11"),
        ("人", "專任助理", 42_000, 12, 504_000, "-", 115, "E16"), ("業", "印刷費", 100, 60, 6_000, "-", 115, "E17"),
    ], ["MULTIPLE_TABLES"], stated=[("E6", 500_000, True), ("E12", 502_000, True), ("E20", 1_512_000, True)])


def a_unit_a_block():
    """The same heading twice, the first block in dollars and the second in thousands."""
    rows = [["115年度計畫經費"], ["一、經常門（單位：元）"], ["項目", "單價", "數量", "金額"], ["印刷費", 100, 200, 20_000],
            ["合計", N, N, 20_000], [], ["二、資本門（單位：千元）"], ["項目", "單價", "數量", "金額"], ["攝影機", 42, 2, 84],
            ["合計", N, N, 84]]
    name = "a-unit-a-block.xlsx"
    xlsx(name, [("經費", rows, [])])
    expected(name, "經費", [
        ("業", "印刷費", 100, 200, 20_000, "-", 115, "D4"), ("設", "攝影機", 42_000, 2, 84_000, "-", 115, "D9"),
    ], ["MULTIPLE_TABLES", "UNIT_THOUSAND"], stated=[("D5", 20_000, True), ("D10", 84_000, True)])


def sums_with_letters():
    """小計(A), (B), (C), their sum (D), an overhead (E) of it that is an item, and the sum (F) of both."""
    rows = [["114年度經費表"], ["類別", "項目", "單價", "數量", "總價"], ["人事費", "專任助理", 40_000, 12, 480_000],
            [N, "小計(A)", N, N, 480_000], ["業務費", "印刷費", 100, 200, 20_000], [N, "膳費", 100, 100, 10_000],
            [N, "小計(B)", N, N, 30_000], ["雜支", "雜支", 1_500, 1, 1_500], [N, "小計(C)", N, N, 1_500],
            ["總計(D)=(A)+(B)+(C)", N, N, N, 511_500], ["行政管理費(E)=(D)×10%", N, N, N, 51_150],
            ["計畫總經費(F)=(D)+(E)", N, N, N, 562_650]]
    name = "sums-with-letters.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 114
    expected(name, "經費", [
        ("人", "專任助理", 40_000, 12, 480_000, "-", y, "E3"), ("業", "印刷費", 100, 200, 20_000, "-", y, "E5"),
        ("業", "膳費", 100, 100, 10_000, "-", y, "E6"), ("雜", "雜支", 1_500, 1, 1_500, "-", y, "E8"),
        ("-", "行政管理費(E)=(D)×10%", N, N, 51_150, "-", y, "E11"),
    ], ["UNKNOWN_CATEGORY"], stated=[("E4", 480_000, True), ("E7", 30_000, True), ("E10", 511_500, True),
                                     ("E12", 562_650, True)])


def items_set_in():
    """Sub-items set in by blanks under rows that state their sums, two levels deep."""
    rows = [["116年度經費"], ["項目", "單價", "數量", "金額", "說明"], ["業務費", N, N, 100_000, N],
            ["  工作坊活動費", N, N, 60_000, "辦理3場"], ["    講師費", 2_000, 20, 40_000, N],
            ["    場地費", 5_000, 2, 10_000, N], ["    材料費", 100, 100, 10_000, N],
            ["  訪視交通費", N, N, 40_000, N], ["    國內旅費", 1_000, 40, 40_000, N], ["雜支", 5_000, 1, 5_000, N],
            ["合計", N, N, 105_000, N]]
    name = "items-set-in.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 116
    expected(name, "經費", [
        ("業", "講師費", 2_000, 20, 40_000, "-", y, "D5"), ("業", "場地費", 5_000, 2, 10_000, "-", y, "D6"),
        ("業", "材料費", 100, 100, 10_000, "-", y, "D7"), ("業", "國內旅費", 1_000, 40, 40_000, "-", y, "D9"),
        ("雜", "雜支", 5_000, 1, 5_000, "-", y, "D10"),
    ], stated=[("D3", 100_000, True), ("D4", 60_000, True), ("D8", 40_000, True), ("D11", 105_000, True)])


def per_cents_between():
    """補助款 and 配合款 as columns, rows of per cents between the items, as text and as numbers."""
    rows = [["114年度經費表"], ["經費項目", "總經費", "教育部補助款", "學校配合款", "說明"], ["人事費", 600_000, 500_000, 100_000, N],
            ["占比", "60%", "83%", "17%", N], ["業務費", 380_000, 350_000, 30_000, N], ["百分比", 0.38, 0.92, 0.08, N],
            ["雜支", 20_000, 20_000, 0, N], ["合計", 1_000_000, 870_000, 130_000, N], ["佔總經費比率", 1, 0.87, 0.13, N]]
    name = "per-cents-between.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 114
    expected(name, "經費", [
        ("人", "人事費", N, N, 500_000, "補", y, "C3"), ("人", "人事費", N, N, 100_000, "配", y, "D3"),
        ("業", "業務費", N, N, 350_000, "補", y, "C5"), ("業", "業務費", N, N, 30_000, "配", y, "D5"),
        ("雜", "雜支", N, N, 20_000, "補", y, "C7"),
    ], stated=[("B8", 1_000_000, True), ("C8", 870_000, True), ("D8", 130_000, True)])


def numbers_as_text():
    """Amounts typed as text: with 元, 元整, NT$, full width with a blank inside, an apostrophe, brackets for minus."""
    rows = [["114年度"], ["類別", "項目", "單價", "數量", "金額"], ["業務費", "印刷費", "100元", "200份", "20,000元"],
            ["業務費", "膳費", "80元/人", "100人次", "8,000元整"], ["業務費", "場地費", "NT$ 5,000", "２ 場", "１０，０００"],
            ["業務費", "退場地押金", N, N, "(2,000)"], ["業務費", "材料費", N, N, "１２ ０００"], ["雜支", "雜支", N, N, "'3000"],
            ["設備費", "投影機", N, N, "新台幣25,000元整"], ["合計", N, N, N, "76,000元"]]
    name = "numbers-as-text.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 114
    expected(name, "經費", [
        ("業", "印刷費", 100, 200, 20_000, "-", y, "E3"), ("業", "膳費", 80, 100, 8_000, "-", y, "E4"),
        ("業", "場地費", 5_000, 2, 10_000, "-", y, "E5"), ("業", "退場地押金", N, N, -2_000, "-", y, "E6"),
        ("業", "材料費", N, N, 12_000, "-", y, "E7"), ("雜", "雜支", N, N, 3_000, "-", y, "E8"),
        ("設", "投影機", N, N, 25_000, "-", y, "E9"),
    ], ["TEXT_NUMBER", "NEGATIVE_AMOUNT"], stated=[("E10", 76_000, True)])


def income_beside_spending():
    """收入 at the left, 支出 at the right, without a gap: what comes in is no line of the budget."""
    rows = [["114年度活動收支預算表"], ["收入項目", "金額", "支出項目", "金額"], ["教育部補助款", 100_000, "講座鐘點費", 60_000],
            ["學校配合款", 20_000, "印刷費", 30_000], ["報名費", 10_000, "膳費", 40_000], ["合計", 130_000, "合計", 130_000]]
    name = "income-beside-spending.xlsx"
    xlsx(name, [("收支", rows, ["A1:D1"])])
    y = 114
    expected(name, "收支", [
        ("業", "講座鐘點費", N, N, 60_000, "-", y, "D3"), ("業", "印刷費", N, N, 30_000, "-", y, "D4"),
        ("業", "膳費", N, N, 40_000, "-", y, "D5"),
    ], ["LOOK_AGAIN"], stated=[("D6", 130_000, True)])


def two_kinds_side_by_side():
    """Two tables with headings of their own, one empty column between: people at the left, things at the right."""
    rows = [["114年度"], ["人事費", N, N, N, N, "業務費"], ["職稱", "月薪", "月數", "金額", N, "品名", "單價", "數量", "總價"],
            ["專任助理", 40_000, 12, 480_000, N, "印刷費", 100, 200, 20_000],
            ["兼任助理", 6_000, 10, 60_000, N, "膳費", 100, 50, 5_000], ["小計", N, N, 540_000, N, "小計", N, N, 25_000]]
    name = "two-kinds-side-by-side.xlsx"
    xlsx(name, [("經費", rows, ["A2:D2", "F2:I2"])])
    y = 114
    expected(name, "經費", [
        ("人", "專任助理", 40_000, 12, 480_000, "-", y, "D4"), ("人", "兼任助理", 6_000, 10, 60_000, "-", y, "D5"),
        ("業", "印刷費", 100, 200, 20_000, "-", y, "I4"), ("業", "膳費", 100, 50, 5_000, "-", y, "I5"),
    ], ["MULTIPLE_TABLES"], stated=[("D6", 540_000, True), ("I6", 25_000, True)])


def of_which():
    """其中: once the rows are the whole of what stands above them, once they only name a part of it."""
    rows = [["114年度經費"], ["項目", "金額", "說明"], ["總經費", 1_000_000, N], ["人事費", 600_000, N], ["其中：專任助理", 480_000, N],
            ["　　　兼任助理", 120_000, N], ["業務費", 380_000, N], ["其中國外差旅費", 80_000, N], ["雜支", 20_000, N]]
    name = "of-which.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 114
    expected(name, "經費", [
        ("人", "其中：專任助理", N, N, 480_000, "-", y, "B5"), ("人", "兼任助理", N, N, 120_000, "-", y, "B6"),
        ("業", "業務費", N, N, 380_000, "-", y, "B7"), ("雜", "雜支", N, N, 20_000, "-", y, "B9"),
    ], ["LOOK_AGAIN"], stated=[("B3", 1_000_000, True), ("B4", 600_000, True)])


def three_levels_of_years_and_funds():
    """Years, under them funds, under those 經常門 and 資本門: every column is an amount of its own."""
    gates = ["經常門", "資本門"] * 4
    rows = [["里山計畫"], ["經費項目", "114年度", N, N, N, "115年度", N, N, N, "總計"],
            [N, "教育部補助", N, "學校配合款", N, "教育部補助", N, "學校配合款", N, N], [N, *gates, N],
            ["人事費", 100, N, 10, N, 200, N, 20, N, 330], ["業務費", 50, N, 5, N, 50, N, 5, N, 110],
            ["設備費", N, 30, N, 3, N, 30, N, 3, 66], ["合計", 150, 30, 15, 3, 250, 30, 25, 3, 506]]
    name = "three-levels-of-years-and-funds.xlsx"
    xlsx(name, [("經費", rows, ["B2:E2", "F2:I2", "B3:C3", "D3:E3", "F3:G3", "H3:I3", "A2:A4", "J2:J4"])])
    lines = []
    for row, category, item, values in [(5, "人", "人事費", {"B": 100, "D": 10, "F": 200, "H": 20}),
                                        (6, "業", "業務費", {"B": 50, "D": 5, "F": 50, "H": 5}),
                                        (7, "設", "設備費", {"C": 30, "E": 3, "G": 30, "I": 3})]:
        for column, value in values.items():
            fund, year = "補" if column in "BCFG" else "配", 114 if column in "BCDE" else 115
            lines.append((category, item, N, N, value, fund, year, f"{column}{row}"))
    expected(name, "經費", lines, stated=[("B8", 150, True), ("I8", 3, True), ("J8", 506, True)])


def gates_over_categories():
    """經常門 and 資本門 with their sums, under them categories with theirs, under those the items."""
    rows = [["114年度"], ["項目", "單價", "數量", "金額"], ["經常門", N, N, 330_000], ["人事費", N, N, 300_000],
            ["專任助理", 25_000, 12, 300_000], ["業務費", N, N, 30_000], ["印刷費", 100, 200, 20_000], ["膳費", 100, 100, 10_000],
            ["資本門", N, N, 40_000], ["設備費", N, N, 40_000], ["攝影機", 40_000, 1, 40_000], ["總計", N, N, 370_000]]
    name = "gates-over-categories.xlsx"
    xlsx(name, [("經費", rows, [])])
    y = 114
    expected(name, "經費", [
        ("人", "專任助理", 25_000, 12, 300_000, "-", y, "D5"), ("業", "印刷費", 100, 200, 20_000, "-", y, "D7"),
        ("業", "膳費", 100, 100, 10_000, "-", y, "D8"), ("設", "攝影機", 40_000, 1, 40_000, "-", y, "D11"),
    ], stated=[("D3", 330_000, True), ("D4", 300_000, True), ("D6", 30_000, True), ("D9", 40_000, True),
               ("D10", 40_000, True), ("D12", 370_000, True)])


def a_school_a_column():
    """Columns that nobody knows, a school each, beside the column of their sum; one row does not add up."""
    rows = [["114年度聯盟經費分配"], ["經費項目", "甲大學", "乙大學", "丙大學", "合計"], ["教學助理", 10_000, 20_000, 30_000, 60_000],
            ["國內旅費", 1_000, 2_000, 3_000, 6_000], ["雜支", 100, 200, 300, 500], ["合計", 11_100, 22_200, 33_300, 66_500]]
    name = "a-school-a-column.xlsx"
    xlsx(name, [("分配", rows, [])])
    y = 114
    expected(name, "分配", [
        ("人", "教學助理", N, N, 60_000, "-", y, "E3"), ("業", "國內旅費", N, N, 6_000, "-", y, "E4"),
        ("雜", "雜支", N, N, 500, "-", y, "E5"),
    ], ["YEAR_SPLIT_MISMATCH"], stated=[("E6", 66_500, True)])


def a_sum_over_sheets():
    """A sheet a category; under the last the sum of both."""
    one = [["114年度人事費"], ["項目", "單價", "數量", "金額"], ["專任助理", 40_000, 12, 480_000], ["人事費合計", N, N, 480_000]]
    two = [["114年度業務費"], ["項目", "單價", "數量", "金額"], ["印刷費", 100, 200, 20_000], ["業務費合計", N, N, 20_000],
           ["總計（人事費＋業務費）", N, N, 500_000]]
    name = "a-sum-over-sheets.xlsx"
    xlsx(name, [("人事", one, []), ("業務", two, [])])
    y = 114
    expected(name, "人事", [
        ("人", "專任助理", 40_000, 12, 480_000, "-", y, "D3"), ("業", "印刷費", 100, 200, 20_000, "-", y, "業務!D3"),
    ], stated=[("D4", 480_000, True), ("D5", 500_000, True)])


LAYOUTS = [a_block_a_year, a_unit_a_block, sums_with_letters, items_set_in, per_cents_between, numbers_as_text,
           income_beside_spending, two_kinds_side_by_side, of_which, three_levels_of_years_and_funds,
           gates_over_categories, a_school_a_column, a_sum_over_sheets]

if __name__ == "__main__":
    chosen = sys.argv[1:]
    for layout in LAYOUTS:
        if not chosen or layout.__name__ in chosen:
            layout()
            print(layout.__name__)
