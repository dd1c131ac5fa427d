"""What a password must be: long, and not one of those that everybody tries first (NIST SP 800-63B, 5.1.1.2).

No rules about kinds of characters and no forced change: both make people choose worse ones.
"""

import unicodedata
from itertools import pairwise
from typing import Final

from ivr.domain.errors import BadInput

SHORTEST: Final = 12
LONGEST: Final = 128

_COMMON: Final = """
    123456789012 1234567890123 12345678901234 123456789123 123412341234 123123123123 111222333444 112233445566
    111122223333 123321123321 987654321012 098765432112 147258369147 147852369147 159357159357 159753159753
    password1234 password12345 password123456 passwordpassword passw0rd1234 p@ssw0rd1234 p@ssword1234 mypassword123
    password2024 password2025 password2026 changeme1234 changemechangeme letmein12345 letmeinletmein welcome12345
    welcome123456 welcomewelcome iloveyou1234 iloveyouiloveyou qwertyuiop12 qwertyuiop123 qwertyuiop1234
    qwertyuiop[] qwertyuiop[]\\ qwerty123456 qwerty12345678 qwertyqwerty 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
    1qaz2wsx3edc4rfv qazwsxedcrfv qazwsx123456 zxcvbnm12345 zxcvbnm123456 asdfghjkl123 asdfghjkl;'
    asdfasdfasdf abc123abc123 abc123456789 abcd12345678 abcdefg12345 abcd1234abcd a1b2c3d4e5f6 a12345678901
    aa1234567890 woaini123456 woaini1314520 woaini5201314 5201314woaini 520131452013 wodemima1234 mima12345678
    admin1234567 admin12345678 adminadminadmin administrator administrator1 administrator123 root12345678
    rootrootroot test12345678 testtesttest guest1234567 user12345678 superman1234 football1234 baseball1234
    princess1234 sunshine1234 trustno1trustno1 monkey123456 dragon123456 master123456 correcthorsebatterystaple
    fayuan123456 fayuan12345678 zhixing12345 shunqing1234
    """
_OURS: Final = ("courtnotice", "ivrgateway", "法院通知网关")


def normal(given: str) -> str:
    """One form of the same characters, whatever keyboard they came from (NFKC)."""
    return unicodedata.normalize("NFKC", given)


def choose(given: str, login: str) -> str:
    """The password in its normal form. Raises BadInput, which never repeats it."""
    password = normal(given)
    if not SHORTEST <= len(password) <= LONGEST:
        raise _refusal("write 12 to 128 characters, any kind", "请填写 12 至 128 个字符，种类不限")
    if _guessable(password.lower(), login):
        raise _refusal("it is among the first to be guessed; choose another", "该密码极易被猜中，请换一个")
    return password


def _guessable(password: str, login: str) -> bool:
    bare = "".join(character for character in password if character.isalnum())
    return (
        not {password, bare}.isdisjoint(_COMMON.split())
        or len(set(password)) < 5
        or _runs(password)
        or login in password
        or any(bare.startswith(ours) for ours in _OURS)
    )


def _runs(password: str) -> bool:
    """All of it counts up or down, as in ``abcdefghijkl`` or ``987654321098``."""
    steps = {_step(before, after) for before, after in pairwise(password)}
    return steps in ({1}, {-1})


def _step(before: str, after: str) -> int:
    """After 9 comes 0, and before 0 comes 9."""
    step = ord(after) - ord(before)
    return {-9: 1, 9: -1}.get(step, step) if before.isdigit() and after.isdigit() else step


def _refusal(en: str, zh: str) -> BadInput:
    return BadInput(field="password", reason=en, reason_zh=zh)
