"""Adds PESQ to the recogniser's Python. It has no finished package: it is compiled on this machine."""

from collections.abc import Sequence
from pathlib import Path

from ivr.speech import files
from ivr.speech.both import Both
from ivr.speech.errors import InstallError
from ivr.speech.recogniser import pip
from ivr.speech.recogniser.install import installed, python

_COMPILER = Both(
    "编译需要 C 编译器和 Python 头文件（Debian：gcc、python3-dev），请安装后再运行 “ivr prompts install --pesq”。",
    "Compiling it takes a C compiler and Python's headers (on Debian gcc and python3-dev): install them and run "
    "`ivr prompts install --pesq` again.",
)


def add_pesq(folder: Path, options: Sequence[str] = ()) -> None:
    """``folder``: where ``install`` has set the recogniser up; ``options`` are pip's. Again costs seconds.

    Raises :class:`~ivr.speech.errors.InstallError`; the recogniser goes on without it.
    """
    with files.locked(folder / ".lock"):
        if not installed(folder):
            raise InstallError(reason=Both("尚未安装语音识别", "the recogniser is not set up"), remedy=pip.REMEDY)
        pip.install(python(folder), "pesq-build.txt", options)
        built = ["--no-build-isolation", "--use-pep517", "--no-deps"]
        pip.install(python(folder), "pesq.txt", [*options, *built], _COMPILER)
