"""TW-Kai Extension B as the packet wants it: the rare characters that stand in names.

The full face is 65 MB. Kept are the characters of planes 3, 4 and 15 of CNS 11643 (Unihan's kIRG_TSource T3, T4 and
TF): what the household registers added beyond everyday characters. Any other is named as missing before export.

Usage: names.py TW-Kai-Ext-B-98_1.ttf Unihan_IRGSources.txt.bz2 TW-Kai-Ext-B.ttf
"""

import bz2
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

source, unihan, target = sys.argv[1:]
wanted = set()
for line in bz2.open(unihan, "rt", encoding="utf-8"):
    if "\tkIRG_TSource\t" in line:
        code, _, place = line.rstrip().split("\t")
        number = int(code[2:], 16)
        if 0x20000 <= number <= 0x2A6DF and place.split("-")[0] in ("T3", "T4", "TF"):
            wanted.add(number)
wanted.add(0x20BB7)  # 𠮷, which no plane of these has and many a name
font = TTFont(source)
kept = sorted(wanted & set(font.getBestCmap()))
assert len(kept) > 9000, len(kept)
options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
                         drop_tables=["FFTM", "gasp", "vhea", "vmtx"], glyph_names=False, notdef_outline=True)
cutter = subset.Subsetter(options)
cutter.populate(unicodes=kept)
cutter.subset(font)
font["head"].created = font["head"].modified = 3600000000  # the same file whenever it is made
font.recalcTimestamp = False
font.save(target)
