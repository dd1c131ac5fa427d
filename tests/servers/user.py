"""Programs that must not run as root, started from tests that may be root."""

import os
import shutil
import subprocess
from pathlib import Path

_NOBODY = 65534
# The programs and this checkout may lie below a folder that only root can enter, hence the one capability.
_ENTER = ("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search")


def as_ordinary_user() -> tuple[str, ...]:
    """The prefix that leaves root, empty for those who are not root."""
    if os.geteuid() != 0:
        return ()
    leave = (shutil.which("setpriv") or "setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
    able = subprocess.run([*leave, *_ENTER, "true"], check=False, capture_output=True).returncode == 0
    return (*leave, *(_ENTER if able else ()))


def hand_over(folder: Path) -> None:
    """Give the folder to the user that :func:`as_ordinary_user` turns into."""
    if os.geteuid() == 0:
        os.chown(folder, _NOBODY, _NOBODY)
