"""Bounds the body of a response in time and size, whatever the server sends meanwhile.

A read time-out alone does not: a server that sends one byte now and then is never late.
"""

import time
from collections.abc import Iterator

import httpx2


class BoundedStream(httpx2.SyncByteStream):
    """A byte stream that raises `late` after its deadline and `large` beyond its size."""

    def __init__(
        self,
        inner: httpx2.SyncByteStream,
        deadline: float,
        most: int,
        late: Exception,
        large: Exception,
    ) -> None:
        self._inner, self._deadline, self._left = inner, deadline, most
        self._late, self._large = late, large

    def __iter__(self) -> Iterator[bytes]:
        for data in self._inner:
            self._left -= len(data)
            if time.monotonic() > self._deadline:
                raise self._late
            if self._left < 0:
                raise self._large
            yield data

    def close(self) -> None:
        self._inner.close()


def bounded(
    response: httpx2.Response, deadline: float, most: int, late: Exception, large: Exception
) -> None:
    """Put the bounds on a response whose body has not been read yet."""
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = BoundedStream(response.stream, deadline, most, late, large)
