"""docker-compose.yml, since no Docker engine may be at hand: its form, and that all it names exists."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ivr.cli.verbs import VERBS, Group
from ivr.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SERVICE_KEYS = {
    *("image", "build", "command", "environment", "volumes", "networks", "network_mode", "ports"),
    *("depends_on", "healthcheck", "restart", "init"),
}
HEALTH_KEYS = {"test", "interval", "timeout", "retries", "start_period"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def words(service: dict[str, Any]) -> Iterator[str]:
    yield " ".join(service.get("command", []))
    yield " ".join(service.get("healthcheck", {}).get("test", [])[1:])


def test_the_file_has_the_form_that_compose_asks_for() -> None:
    assert {key for key in COMPOSE if not key.startswith("x-")} == {"services", "networks", "volumes"}
    for name, service in SERVICES.items():
        assert service.keys() <= SERVICE_KEYS, name
        assert "image" in service, name
        assert not {"networks", "network_mode"} <= service.keys(), name
        assert service.get("healthcheck", {}).keys() <= HEALTH_KEYS, name


def test_what_a_service_waits_for_exists_and_can_be_healthy() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            assert how["condition"] in CONDITIONS
            assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other]


def test_networks_and_named_volumes_are_declared() -> None:
    for service in SERVICES.values():
        assert set(service.get("networks", [])) <= COMPOSE["networks"].keys()
        named = {volume.split(":")[0] for volume in service.get("volumes", []) if not volume.startswith(".")}
        assert named <= COMPOSE["volumes"].keys()
        host, _, other = service.get("network_mode", "").partition(":")
        assert host in {"", "host"} or other in SERVICES


@pytest.mark.parametrize("name", SERVICES)
def test_every_ivr_command_in_it_exists(name: str) -> None:
    for line in words(SERVICES[name]):
        for command in re.findall(r"\bivr((?: [a-z-]+)+)", line):
            known: Any = VERBS
            for word in command.split():
                if word.startswith("-"):
                    break
                known = known[word]
                known = known.verbs if isinstance(known, Group) else known
            assert not isinstance(known, dict), f"ivr{command} is no whole verb"


def test_every_setting_in_it_is_a_setting() -> None:
    keys = {f"IVR_{key.upper()}" for key in Settings.model_fields}
    for name, service in OURS.items():
        assert set(service["environment"]) <= keys, name


def test_the_settings_in_it_parse(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in OURS.values():
        with monkeypatch.context() as patch:
            for key, value in service["environment"].items():
                if value is not None:
                    patch.setenv(key, re.sub(r"\$\{.*?\}", "x", str(value)))
            parsed = Settings()
            assert parsed.database.startswith("postgresql+psycopg://")
            assert str(parsed.data) in {volume.split(":")[1] for volume in service["volumes"]}


def test_every_path_that_is_mounted_or_copied_exists() -> None:
    mounted = [volume.split(":")[0] for one in SERVICES.values() for volume in one.get("volumes", [])]
    copied = [
        source
        for line in OURS["gateway"]["build"]["dockerfile_inline"].splitlines()
        if line.startswith("COPY")
        for source in shlex.split(line)[1:-1]
    ]
    assert copied
    for path in [*(path for path in mounted if path.startswith(".")), *copied]:
        assert (ROOT / path).exists(), path


def test_the_ports_of_calls_are_those_of_the_settings() -> None:
    asterisk = SERVICES["asterisk"]
    first, last = (asterisk["environment"][key] for key in ("IVR_RTP_FIRST", "IVR_RTP_LAST"))
    assert f"{first}-{last}:{first}-{last}/udp" in asterisk["ports"]
    assert f"{Settings.model_fields['sip_port'].default}:5060/udp" in asterisk["ports"]


def test_ami_never_leaves_asterisks_own_loopback() -> None:
    assert SERVICES["node"]["network_mode"] == "service:asterisk"
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert not [port for port in published if "5038" in port]


def test_no_password_is_written_in_it() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    assert all(value.strip().startswith("${") for value in re.findall(r"PASSWORD: (.*)", text))
