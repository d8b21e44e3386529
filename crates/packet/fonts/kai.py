"""TW-Kai as the packet wants it: the characters of everyday papers, no hinting, brackets seated by the text.

Usage: kai.py TW-Kai-98_1.ttf TW-Kai.ttf
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x02C7, 0x02D9), (0x0370, 0x03FF), (0x2000, 0x206F),
    (0x2100, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x3000, 0x303F),
    (0x3100, 0x312F), (0x31A0, 0x31BF), (0x3200, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFFEF),
]
# The face draws brackets in the middle of their square; every other face (and the rules of setting Chinese)
# seats an opening one at the right edge and a closing one at the left edge, the blank half outside.
OPENING, CLOSING = "「『（《〈【〔", "」』）》〉】〕"
EDGE = 0.05  # of the square, between bracket and text

source, target = sys.argv[1:]
font = TTFont(source)
options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
                         drop_tables=["FFTM", "gasp", "vhea", "vmtx"], glyph_names=False, notdef_outline=True)
cutter = subset.Subsetter(options)
cutter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
cutter.subset(font)

glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
square = font["head"].unitsPerEm
edge = round(EDGE * square)
for character in OPENING + CLOSING:
    name = names[ord(character)]
    glyph, (width, _) = glyphs[name], widths[name]
    left = width - edge - (glyph.xMax - glyph.xMin) if character in OPENING else edge
    move = left - glyph.xMin
    assert glyph.numberOfContours > 0, character
    glyph.coordinates.translate((move, 0))
    glyph.recalcBounds(glyphs)
    widths[name] = (width, glyph.xMin)
font["head"].created = font["head"].modified = 3600000000  # the same file whenever it is made
font.recalcTimestamp = False
font.save(target)
