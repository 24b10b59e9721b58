"""The long-running parts: gunicorn with threads, the worker, and both as one."""

import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from flask import Flask
from gunicorn.app.base import BaseApplication

PATIENCE_SECONDS = 20
"""How long a part may take to end before it is killed."""

EXIT_BY_SIGNAL = 128
Part = Callable[[], None]


class WebServer(BaseApplication):
    """Gunicorn with the application already loaded: its workers share the memory of their parent."""

    def __init__(self, app: Flask, *, bind: str, workers: int, threads: int, is_quiet: bool) -> None:
        self.app = app
        self.options: dict[str, Any] = {
            "bind": bind,
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "control_socket_disable": True,
            "keepalive": 5,
            "timeout": 60,
            "graceful_timeout": 15,
            "loglevel": "error" if is_quiet else "info",
            "proc_name": "coopevents",
        }
        super().__init__()

    def load_config(self) -> None:
        """Take the options of the command line; gunicorn reads nothing else."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return self.app


def serve_web(app: Flask, *, bind: str, workers: int = 1, threads: int = 8, is_quiet: bool = False) -> None:
    """Serve until a signal ends it."""
    gc.collect()
    gc.freeze()  # what is loaded by now stays in pages that all processes share
    WebServer(app, bind=bind, workers=workers, threads=threads, is_quiet=is_quiet).run()


def run_worker(app: Flask) -> None:
    """Deliver messages until SIGTERM or SIGINT; a message being handed over then is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app.extensions["jobs"].work(stop)


def run_together(parts: Mapping[str, Part]) -> int:
    """Run each part in a process of its own and this process's group, until a signal or the end of one ends all.

    Returns the exit status: 0 after a signal, 1 when a part ended by itself.
    """
    gc.collect()
    gc.freeze()
    sys.stdout.flush()
    children = {_started(part): name for name, part in parts.items()}
    is_stopping = threading.Event()

    def _stop(*_: object) -> None:
        is_stopping.set()
        _signal_all(children, signal.SIGTERM)
        signal.alarm(PATIENCE_SECONDS)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    signal.signal(signal.SIGALRM, lambda *_: _signal_all(children, signal.SIGKILL))
    status = 0
    while children:
        pid, _how = os.wait()
        name = children.pop(pid, None)
        if name is not None and not is_stopping.is_set():
            sys.stderr.write(f"The {name} ended by itself; stopping.\n")
            status = 1
            _stop()
    signal.alarm(0)
    return status


def _started(part: Part) -> int:
    """Fork, and run the part in the child; returns the child's id."""
    pid = os.fork()
    if pid == 0:
        _run_and_leave(part)
    return pid


def _run_and_leave(part: Part) -> NoReturn:
    status = 1
    try:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        part()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        status = EXIT_BY_SIGNAL + signal.SIGINT
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _signal_all(children: Mapping[int, str], number: signal.Signals) -> None:
    for pid in list(children):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def is_free(host: str, port: int) -> bool:
    """Whether a server can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def bound(host: str, port: int) -> str:
    """Host and port as gunicorn takes them."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
