"""``ivr pbx render``: writes the configuration and starts nothing, to be read or used by an Asterisk of one's own."""

from ivr.bootstrap import embedded
from ivr.cli.gateway import opened
from ivr.cli.options import AsJson
from ivr.cli.output import tell


def verb(as_json: AsJson = False) -> None:
    with opened() as gateway:
        asterisk = embedded(gateway.settings)
        asterisk.configure(gateway.pbx_files())
    files = sorted(str(file) for file in (asterisk.folder / "etc").glob("*.conf"))
    tell({"files": files}, "\n".join(files), as_json)
