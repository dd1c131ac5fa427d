"""What to try once the service runs."""

from ivr.cli.sample import tokens_file
from ivr.cli.words import say
from ivr.settings import Settings

_READ = """token() {{ python3 -c "import json; print(json.load(open('{tokens}'))['$1'])"; }}"""


def to_try(settings: Settings) -> str:
    """Lines that can be pasted into another terminal."""
    base = f"http://{settings.http_host}:{settings.http_port}"
    tokens = tokens_file(settings.data)
    lines = [
        "",
        say(f"服务已启动：{base}（接口说明 {base}/openapi.json）", f"Serving on {base} (described in /openapi.json)."),
        say("可以在另一个终端里试试：", "Try in another terminal:"),
        "",
        f"  curl {base}/healthz",
    ]
    if tokens.exists():
        lines += [
            "  " + _READ.format(tokens=tokens),
            f'  curl -H "Authorization: Bearer $(token clerk)" {base}/api/v1/courts',
            f'  curl -H "Authorization: Bearer $(token operator)" {base}/api/v1/nodes',
            "  IVR_TOKEN=$(token clerk) .venv/bin/ivr enrol draft --help",
        ]
    return "\n".join([*lines, "", say("按 Ctrl-C 结束。", "Ctrl-C ends it.")])
