"""A web server that serves one calendar, which a test may exchange while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class HttpFeed:
    """The server: `body` is what the next visitor gets, `url` where."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        feed = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = feed.body
                self.send_response(200)
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base class's name)
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/programme.ics"


@contextmanager
def serving(body: bytes) -> Iterator[HttpFeed]:
    """Serve this calendar on a free port of this machine."""
    feed = HttpFeed(body)
    thread = Thread(target=feed.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield feed
    finally:
        feed.server.shutdown()
        feed.server.server_close()
        thread.join()
