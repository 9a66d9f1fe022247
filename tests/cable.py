"""The way to a real server, that can be pulled out and cut at the moment of a commit."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

_NAME = ".s.PGSQL.5432"
_COMMIT = b"COMMIT\x00"

Cut = Literal["no", "before", "after", "hanging"]
"""When it is cut, once: before the server hears the commit, or after it answered, or before with
the server not hearing that anybody is gone."""


class Cable:
    """A socket in ``folder`` that passes on what is said to the one of a server."""

    def __init__(self, folder: str, server: str) -> None:
        self.folder = folder
        self._server = f"{server}/{_NAME}"
        self._lock = threading.Lock()
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._hanging: list[socket.socket] = []
        self._listening: socket.socket | None = None
        self.cut: Cut = "no"
        self.was_cut = False
        self.on_cut: Callable[[], object] = lambda: None
        self.plug()

    def plug(self) -> None:
        """Let people in."""
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(f"{self.folder}/{_NAME}")
        self._listening.listen()
        threading.Thread(target=self._accept, args=[self._listening], daemon=True).start()

    def pull(self) -> None:
        """Cut off everybody, and let nobody in."""
        listening, self._listening = self._listening, None
        if listening is not None:
            Path(f"{self.folder}/{_NAME}").unlink()
            _close(listening)
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                _close(end)

    def close(self) -> None:
        """Pull it out for good."""
        self.pull()
        for end in self._hanging:
            _close(end)

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _where = listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
            except OSError:
                return
            with self._lock:
                self._pairs.append((client, server))
            for way in (self._up, self._down):
                threading.Thread(target=way, args=[client, server], daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(65_536):
                if _COMMIT in said and self.cut in ("before", "hanging"):
                    self._cut_off(client, server)
                    return
                server.sendall(said)
                if _COMMIT in said and self.cut == "after":
                    # The way back is taken over: nobody hears what the server answers.
                    server.shutdown(socket.SHUT_WR)
        if self.cut != "hanging":
            _close(server)

    def _down(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(65_536):
                if self.cut == "after" and b"COMMIT\x00" in said:
                    self._cut_off(client, server)
                    return
                client.sendall(said)
        _close(client)

    def _cut_off(self, client: socket.socket, server: socket.socket) -> None:
        hanging, self.cut, self.was_cut = self.cut == "hanging", "no", True
        self.on_cut()
        with self._lock, suppress(ValueError):
            self._pairs.remove((client, server))
        _close(client)
        if hanging:
            self._hanging.append(server)
        else:
            _close(server)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def cable_to(server: str) -> Iterator[Cable]:
    """A cable to the server of which the socket lies in a folder."""
    with tempfile.TemporaryDirectory(prefix="mb-") as folder:
        made = Cable(folder, server)
        try:
            yield made
        finally:
            made.close()
