import pytest

from ivr.pbx.ami.endpoint import Login
from ivr.pbx.ami.errors import AmiUnsafeValue
from ivr.pbx.ami.wire import MAX_LINE, Action


def test_an_action_is_its_lines_without_an_id() -> None:
    action = Action("DBPut", Family="notice", Key="86138", Val=7)
    assert action.body == b"Action: DBPut\r\nFamily: notice\r\nKey: 86138\r\nVal: 7\r\n"


def test_an_action_does_not_show_what_it_carries() -> None:
    assert repr(Action("DBPut", Family="notice", Key="8613800138000", Val="x")) == "Action('DBPut')"
    assert "hush" not in repr(Login("actions", "hush"))


@pytest.mark.parametrize(("letter", "size"), [("x", 1), ("é", 2), ("法", 3), ("\N{GRINNING FACE}", 4)])
def test_a_line_is_measured_in_bytes(letter: str, size: int) -> None:
    room = MAX_LINE - len("Val: ")
    Action("DBPut", Val=letter * (room // size))
    with pytest.raises(AmiUnsafeValue, match=str(MAX_LINE)):
        Action("DBPut", Val=letter * (room // size + 1))


def test_the_name_of_the_action_is_checked_too() -> None:
    with pytest.raises(AmiUnsafeValue) as refused:
        Action("Ping\r\n\r\nAction: Reload")
    assert refused.value.field == "Action"
