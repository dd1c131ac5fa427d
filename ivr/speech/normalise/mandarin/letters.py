"""Latin letters as Mandarin says their names, with the reading written behind each character."""

import re

from ivr.speech.normalise.rules import rules

_NAMES = {
    "A": "诶[ei1]", "B": "必[bi4]", "C": "西[xi1]", "D": "弟[di4]", "E": "易[yi4]", "F": "艾弗[ai2 fu2]",
    "G": "寄[ji4]", "H": "艾尺[ai2 chi3]", "I": "爱[ai4]", "J": "杰[jie4]", "K": "开[kei4]", "L": "艾勒[ai2 le5]",
    "M": "艾姆[ai2 mu3]", "N": "恩[en1]", "O": "欧[ou1]", "P": "批[pi4]", "Q": "丘[qiu1]", "R": "阿尔[a1 er3]",
    "S": "艾斯[ai2 si1]", "T": "替[ti4]", "U": "优[you1]", "V": "微[wei1]", "W": "达不溜[da2 bu5 liu5]",
    "X": "艾克斯[ai2 ke4 si1]", "Y": "外[wai4]", "Z": "贼[zei4]",
}  # fmt: skip


def _spelled(found: re.Match[str]) -> str:
    """``VIP`` letter by letter; ``App`` as well, as it is said."""
    return "".join(_NAMES[letter] for letter in found[1].upper())


RULES = rules((r"(?<![A-Za-z])([A-Z]+|App)(?![A-Za-z])", _spelled))
