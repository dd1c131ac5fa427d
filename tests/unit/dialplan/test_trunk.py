"""A trunk that Asterisk would misread is refused with its field's name."""

import pytest

from ivr.pbx.dialplan.trunk import BadTrunk, Trunk

GOOD: dict[str, object] = {"name": "carrier", "host": "127.0.0.1", "port": 5060, "match": ("127.0.0.1",)}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "been-here"),
        ("name", "carrier-out"),
        ("name", "carrier-both"),
        ("name", "global"),
        ("name", "udp"),
        ("name", "Carrier"),
        ("name", "a]\n[b"),
        ("host", "a;b"),
        ("host", "${HOST}"),
        ("host", ""),
        ("port", 0),
        ("port", 65536),
        ("match", ()),
        ("match", ("anywhere",)),
        ("match", ("127.0.0.1\nmatch = 0.0.0.0/0",)),
        ("codecs", ()),
        ("codecs", ("alaw", "gsm")),
        ("budget_s", 24),
        ("budget_s", 171),
    ],
)
def test_a_field_that_does_not_fit_is_named(field: str, value: object) -> None:
    with pytest.raises(BadTrunk) as refused:
        Trunk(**{**GOOD, field: value})  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_trunk_that_fits_is_taken_with_its_defaults() -> None:
    trunk = Trunk(**GOOD)  # type: ignore[arg-type]
    assert (trunk.mode, trunk.codecs, trunk.budget_s) == ("bridge", ("alaw",), 60)
