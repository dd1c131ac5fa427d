"""Errors become one line in the chosen language and an exit status by branch; nothing is half done."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Ivr, Office


def test_bad_input_ends_with_2_and_names_the_field(office: Office) -> None:
    assert office.draft(1, number="no number").status == 2
    told = office.draft(1, id_number="99000019800101001X")
    assert (told.status, told.out) == (2, "")
    assert "id_number" in told.err
    assert told.err.count("\n") == 1


def test_a_refusal_by_a_rule_ends_with_3(office: Office) -> None:
    drafted = office.draft(1).json["id"]
    told = office.ivr("enrol", "activate", drafted, token=office.clerk)
    assert told.status == 3
    assert "activate" in told.err


def test_what_is_not_permitted_ends_with_4(office: Office) -> None:
    drafted = office.draft(1).json["id"]
    assert office.ivr("enrol", "approve", drafted, token=office.clerk).status == 4
    assert office.ivr("enrol", "approve", drafted, token="nobody's").status == 4
    assert office.ivr("enrol", "approve", drafted).status == 4


def test_what_does_not_exist_ends_with_5(office: Office) -> None:
    assert office.ivr("enrol", "show", "0" * 16, token=office.clerk).status == 5


def test_a_wrong_setting_ends_with_2_before_anything_is_opened(
    ivr: Ivr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVR_HTTP_PORT", "99999")
    told = ivr("db", "upgrade")
    assert told.status == 2
    assert "http_port" in told.err
    assert not (tmp_path / "data").exists()


def test_an_error_is_told_in_the_chosen_language(ivr: Ivr) -> None:
    assert ivr("court", "list", "--lang", "zh-CN").err.startswith("未登录")
    assert ivr("court", "list").err.startswith("Not signed in")


def test_what_nobody_foresaw_is_one_line_without_the_value(ivr: Ivr, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("张三 11010519491231002X")

    monkeypatch.setattr("ivr.cli.db.upgrade.opened", broken)
    told = ivr("db", "upgrade")
    assert told.status == 1
    assert told.err.startswith("Unexpected RuntimeError at ")
    assert "张三" not in told.err


def test_the_papers_must_be_an_object_of_known_texts(office: Office) -> None:
    file = office.folder / "papers.json"
    for content, field in (("no json", "papers"), ("[1]", "papers"), ('{"x": "1"}', "x"), ('{"owed": 1.5}', "owed")):
        file.write_text(content)
        told = office.ivr("enrol", "draft", str(file), token=office.clerk)
        assert told.status == 2, content
        assert f"Field {field} " in told.err


def test_a_file_that_is_not_there_is_named(office: Office) -> None:
    told = office.ivr("enrol", "draft", "nowhere.json", token=office.clerk)
    assert told.status == 2
    assert "nowhere.json" in told.err


def test_the_token_may_come_from_a_file_and_never_from_an_argument(office: Office) -> None:
    file = office.folder / "token"
    file.write_text(office.clerk + "\n")
    assert office.ivr("court", "list", "--token-file", str(file)).status == 0
    assert office.ivr("court", "list", "--token", office.clerk).status == 2


def test_json_is_json_and_nothing_else(office: Office) -> None:
    courts = office.ivr("court", "list", "--json", token=office.clerk).json
    assert [court["id"] for court in courts] == ["mingchuan"]
    assert json.dumps(courts, ensure_ascii=False).count("明川区人民法院") == 1
