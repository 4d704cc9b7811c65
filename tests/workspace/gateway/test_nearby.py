"""A model server on this machine is offered, switched off, and only if it is one."""

import socket
import threading
from urllib.parse import urlsplit

import pytest

from tests.model_server import MODEL, ModelServer
from workspace.gateway import nearby
from workspace.gateway.models import Engine


def port_of(server):
    return int(urlsplit(server.address).port)


def look_at(port):
    return list(nearby.look({port: "vLLM"}))


@pytest.mark.django_db
def test_found_and_offered_once_and_switched_off():
    with ModelServer() as server:
        (found,) = look_at(port_of(server))
    assert found.models == (MODEL,)
    engine, made = nearby.offer(found)
    assert made
    assert not engine.enabled
    assert engine.in_house
    assert engine.model == MODEL
    engine.full_clean()
    assert nearby.offer(found) == (engine, False)


@pytest.mark.django_db
def test_what_an_administrator_decided_stays():
    found = nearby.Found(8000, "vLLM", ("some-model",))
    engine, _ = nearby.offer(found)
    Engine.objects.filter(pk=engine.pk).update(enabled=True, name="Our own model")
    again, made = nearby.offer(nearby.Found(8000, "vLLM", ("another-model",)))
    assert not made
    assert again.enabled
    assert again.model == "some-model"


def test_no_key_and_no_personal_header_is_sent():
    with ModelServer() as server:
        look_at(port_of(server))
        (request,) = server.received
    assert b"authorization" not in request.lower()
    assert b"cookie" not in request.lower()


def test_nobody_there():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        assert look_at(probe.getsockname()[1]) == []


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nLocation: http://203.0.113.7/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>",
        b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"data": "many"}',
        b'HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{"data":[{"id":"\\n"}]}',
        b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n" + b"[" * 4000,
        b"SSH-2.0-OpenSSH\r\n",
        b"",
    ],
)
def test_whatever_is_not_a_model_server_is_left_alone(answer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def once():
            client, _ = server.accept()
            client.recv(4096)
            client.sendall(answer)
            client.close()

        thread = threading.Thread(target=once)
        thread.start()
        assert look_at(port) == []
        thread.join()
