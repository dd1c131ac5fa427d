"""Which Debian packages the gateway runs, named in this one place."""

from pathlib import Path

from ivr.kit.debs import Debs, Report, Tree
from ivr.pbx.embedded.modules import MODULES

# The server, the callers and callees it is tested with, and the marked fallback voice.
PROGRAMS = ("asterisk", "sip-tester", "espeak-ng")
_NEEDED = (
    "usr/sbin/asterisk",
    "usr/bin/sipp",
    "usr/bin/espeak-ng",
    *(f"usr/lib/*/asterisk/modules/{name}.so" for name in MODULES),
)
# Only modules that are never loaded, and scripts that are never run, use these. Measured without them: 40 MB to fetch
# instead of 105 MB. A name that a later suite no longer has does no harm.
_LEFT_OUT = (
    "adduser",
    "libcodec2-1.2",
    "libcurl4t64",
    "libglib2.0-0t64",
    "libgmime-3.0-0t64",
    "libical3t64",
    "libiksemel3",
    "libjack-jackd2-0",
    "libldap2",
    "liblua5.1-0",
    "libneon27t64",
    "libodbc2",
    "libopencore-amrnb0",
    "libopencore-amrwb0",
    "libportaudio2",
    "libpq5",
    "libradcli4",
    "libsnmp45",
    "libspandsp2t64",
    "libsybdb5",
    "libunbound8",
    "libvo-amrwbenc0",
    "perl-base",
    "python3",
)

# The metapackage depends on the newest server of the suite.
_POSTGRESQL = ("postgresql",)
_POSTGRESQL_LEFT_OUT = ("adduser", "locales", "openssl", "perl-base", "postgresql-client-common", "postgresql-common")

_OPENSSH = ("openssh-server", "openssh-client")
_OPENSSH_LEFT_OUT = ("adduser", "debconf", "passwd", "perl-base", "procps", "systemd", "ucf", "libpam-modules")


def programs(folder: Path, report: Report) -> Tree:
    """Asterisk, SIPp and espeak-ng below ``folder``, fetched now if need be. Raises what :meth:`Debs.install` does."""
    return Debs(folder / "programs").install(PROGRAMS, report, without=_LEFT_OUT, needs=_NEEDED)


def postgresql(folder: Path, report: Report) -> Tree:
    """PostgreSQL's server, in the same way. Only tests ask for it."""
    needs = tuple(f"usr/lib/postgresql/*/bin/{name}" for name in ("initdb", "postgres"))
    return Debs(folder / "postgresql").install(_POSTGRESQL, report, without=_POSTGRESQL_LEFT_OUT, needs=needs)


def openssh(folder: Path, report: Report) -> Tree:
    """OpenSSH's server, in the same way. Only tests ask for it."""
    needs = ("usr/sbin/sshd", "usr/lib/openssh/sftp-server")
    return Debs(folder / "openssh").install(_OPENSSH, report, without=_OPENSSH_LEFT_OUT, needs=needs)
