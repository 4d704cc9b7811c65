"""The folder broker: no message half-read, none taken twice, no folder needed beforehand."""

import shutil
import threading

import pytest
from kombu import Connection

from workspace.jobs.broker import Channel, Transport


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "broker"


@pytest.fixture
def connect(folder):
    def make():
        options = {"folder": str(folder)}
        return Connection("folder://localhost", transport=Transport, transport_options=options)

    return make


def test_in_order_and_gone_once_read(connect, folder):
    with connect() as connection, connection.SimpleQueue("chat", no_ack=True) as queue:
        for number in range(5):
            queue.put({"n": number})
        assert queue.qsize() == 5
        assert [queue.get(block=False).payload["n"] for _ in range(5)] == list(range(5))
        with pytest.raises(queue.Empty):
            queue.get(block=False)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_readers_and_writers_together_lose_and_double_nothing(connect):
    """Eight readers take while four writers write."""
    taken, errors, done = [], [], threading.Event()

    def write(writer):
        with connect() as connection, connection.SimpleQueue("chat") as queue:
            for number in range(50):
                queue.put({"n": [writer, number], "ballast": "x" * 20_000})

    def read():
        try:
            with connect() as connection, connection.SimpleQueue("chat", no_ack=True) as queue:
                while True:
                    finished = done.is_set()
                    try:
                        taken.append(tuple(queue.get(block=False).payload["n"]))
                    except queue.Empty:
                        if finished:
                            return
        except Exception as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert not errors
    assert sorted(taken) == sorted((writer, number) for writer in range(4) for number in range(50))


def test_a_deleted_folder_is_made_anew(connect, folder):
    with connect() as connection, connection.SimpleQueue("chat", no_ack=True) as queue:
        queue.put({"n": 1})
        shutil.rmtree(folder)
        with pytest.raises(queue.Empty):
            queue.get(block=False)
        queue.put({"n": 2})
        assert queue.get(block=False).payload == {"n": 2}


def test_only_this_user_can_look_inside(connect, folder):
    with connect() as connection, connection.SimpleQueue("chat") as queue:
        queue.put({"n": 1})
    assert (folder / "chat").stat().st_mode & 0o077 == 0


BAD = {
    "garbage": b"\xff\x00\xfe",
    "empty": b"{}",
    "list": b"[]",
    "no properties": b'{"body": "", "headers": {}}',
    "no tag": b'{"body": "", "headers": {}, "properties": {}}',
    "deep": b"[" * 100_000,
    "directory": None,
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_no_message_is_put_aside_and_the_next_is_read(connect, folder, bad):
    with connect() as connection, connection.SimpleQueue("chat", no_ack=True) as queue:
        queue.put({"n": 1})
        first = folder / "chat" / "0.msg"
        first.mkdir() if bad is None else first.write_bytes(bad)
        assert queue.get(block=False).payload == {"n": 1}
    assert [path.name for path in (folder / "chat").iterdir()] == ["0.msg.bad"]


@pytest.mark.parametrize("name", ["../chat", "a/b", ".", "chat.part"])
def test_a_queue_cannot_lead_elsewhere(connect, name):
    with connect() as connection:
        channel = connection.default_channel
        assert isinstance(channel, Channel)
        with pytest.raises(ValueError, match="queue's name"):
            channel._put(name, {})
