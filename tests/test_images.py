"""Dockerfile and compose.yaml, checked as far as that goes without a Docker engine."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from celery.bin.celery import celery as celery_command
from click import Context
from django.conf import settings
from django.core.management import get_commands
from django.core.validators import URLValidator
from uvicorn.main import main as uvicorn_command

ROOT = Path(__file__).parent.parent
OURS = {"prepare", "web", "beat", *settings.QUEUES}
MODEL_SERVERS = {"vllm", "ollama"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def dockerfile():
    text = (ROOT / "Dockerfile").read_text("utf-8")
    return re.sub(r"\\\n\s*", "", text).splitlines()


def instructions(dockerfile, name):
    return [line.removeprefix(f"{name} ") for line in dockerfile if line.startswith(f"{name} ")]


def lists(value):
    return list(value) if isinstance(value, list | dict) else []


def understands(command, arguments):
    """Its options are known to it. (Making Celery's context would start Celery.)"""
    _, left, _ = command.make_parser(Context(command)).parse_args(list(arguments))
    assert left == []


def parses(command):
    """The command line means something to the very program it names."""
    program, *rest = command
    if program == "uvicorn":
        uvicorn_command.make_context("uvicorn", list(rest))
        module, _, name = rest[0].partition(":")
        assert (ROOT / f"{module.replace('.', '/')}.py").exists()
        assert name == "application"
    elif program == "celery":
        assert rest[:2] == ["-A", "workspace.celery"]
        understands(celery_command.commands[rest[2]], rest[3:])
    else:
        assert [program, *rest[:1]] in (["python", "manage.py"], ["python", "-c"])
        assert rest[0] == "-c" or rest[1] in get_commands()


def test_what_is_copied_exists_and_is_not_ignored(dockerfile):
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    kept = [line[1:] for line in lines if line.startswith("!")]
    sources = [
        source
        for line in instructions(dockerfile, "COPY")
        if not line.startswith("--from")
        for source in line.split()[:-1]
    ]
    assert len(sources) > 5
    for source in sources:
        assert (ROOT / source).exists(), source
        assert any(fnmatch(source, pattern) for pattern in kept), source
    assert set(kept) == set(sources)
    assert lines[1] == "*"


def test_the_image_runs_as_nobody_special_on_what_was_compiled(dockerfile):
    assert instructions(dockerfile, "USER")[-1] == "daylight"
    assert dockerfile.index("USER daylight") > dockerfile.index(
        "RUN python -m compileall -q workspace"
    )
    assert any("UV_COMPILE_BYTECODE=1" in line for line in dockerfile)
    assert any("uv sync --locked --no-dev" in line for line in dockerfile)
    assert not any(line.startswith("ADD ") for line in dockerfile)


def test_the_image_starts_the_web_server_without_an_access_log(dockerfile):
    command = json.loads(instructions(dockerfile, "CMD")[-1])
    parses(command)
    assert "--no-access-log" in command
    assert "--timeout-graceful-shutdown" in command


def test_images_are_pinned(dockerfile, compose):
    images = [line.split()[0] for line in instructions(dockerfile, "FROM")]
    images += [s["image"] for name, s in compose["services"].items() if name not in OURS]
    for image in images:
        assert re.fullmatch(r"[\w./-]+:[\w.-]*\d[\w.-]*", image), image


def test_every_queue_has_one_worker_with_its_own_health(compose):
    for queue in settings.QUEUES:
        service = compose["services"][queue]
        command = service["command"]
        assert command[command.index("-Q") + 1] == queue
        assert command[command.index("-P") + 1] == "threads"
        assert service["healthcheck"]["test"][-2:] == ["pool", queue]


def test_every_command_means_something(compose):
    for name in OURS:
        service = compose["services"][name]
        if "command" in service:
            parses(service["command"])
        if "healthcheck" in service:
            assert service["healthcheck"]["test"][0] == "CMD"
            parses(service["healthcheck"]["test"][1:])


def test_every_service_that_stays_says_how_it_is(compose):
    for name, service in compose["services"].items():
        assert name == "prepare" or service["healthcheck"]["test"]


def test_ours_are_locked_down(compose):
    for name in OURS:
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert len(service["tmpfs"]) == 1
        assert "privileged" not in service


def test_nothing_but_web_is_reached_from_outside(compose):
    for name, service in compose["services"].items():
        if name == "web":
            assert all(port.startswith("127.0.0.1:") for port in service["ports"])
        else:
            assert "ports" not in service
            assert "front" not in service["networks"]


def test_only_the_chat_worker_meets_model_servers(compose):
    networks = compose["networks"]
    assert networks["data"] == networks["models"] == {"internal": True}
    inside = {name for name, s in compose["services"].items() if "models" in s["networks"]}
    assert inside == {"chat"} | MODEL_SERVERS
    for name in MODEL_SERVERS:
        networks = compose["services"][name]["networks"]
        assert list(networks) == ["models"]
        (alias,) = networks["models"]["aliases"]
        URLValidator()(f"http://{alias}:8000/v1")  # an engine's address can be written
        assert f"http://{alias}:" in (ROOT / "docs" / "production.md").read_text("utf-8")
        assert compose["services"][name]["profiles"] == [name]


@pytest.mark.parametrize("kind", ["secrets", "networks", "volumes"])
def test_what_is_used_is_declared_and_nothing_more(compose, kind):
    declared = set(compose[kind])
    used = set()
    for service in compose["services"].values():
        for value in lists(service.get(kind)):
            name = str(value).partition(":")[0]
            if not name.startswith("."):
                used.add(name)
    assert used == declared


def test_secrets_are_files_and_never_values(compose):
    for secret in compose["secrets"].values():
        assert secret["file"].startswith("./secrets/")
    for name, service in compose["services"].items():
        for key, value in service.get("environment", {}).items():
            private = re.search(r"KEY|PASSWORD|URL|SECRET", key)
            files = ("/run/secrets/", "/run/engine-secrets")
            assert not private or str(value).startswith(files), (name, key)


def test_only_the_chat_worker_sees_the_keys_of_engines_and_they_lie_apart(compose):
    for name in OURS:
        service = compose["services"][name]
        folder = service["environment"]["DAYLIGHT_SECRETS"]
        mounted = f"./secrets/engines:{folder}:ro" in service["volumes"]
        assert mounted is (name == "chat")
        assert not any(
            value.startswith(f"{folder}/") for value in map(str, service["environment"].values())
        )


def test_dependencies_exist(compose):
    for service in compose["services"].values():
        assert set(service.get("depends_on", {})) <= set(compose["services"])


def test_only_prepare_may_change_the_keys(compose):
    for name in OURS:
        (keys,) = [v for v in compose["services"][name]["volumes"] if v.startswith("keys:")]
        assert keys.endswith(":ro") is (name != "prepare")
