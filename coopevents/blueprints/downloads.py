"""Tables and stored files handed out."""

import io
from collections.abc import Iterable, Sequence

from flask import Response, send_file, stream_with_context

from coopevents.exports import Row, csv_chunks, xlsx_bytes
from coopevents.storage.uploads import Upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_download(name: str, head: Sequence[object], rows: Iterable[Row]) -> Response:
    """A CSV file called ``name``.csv, sent while it is written; ``name`` is plain ASCII."""
    body = stream_with_context(csv_chunks(head, rows))
    return Response(body, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})


def xlsx_download(name: str, head: Sequence[object], rows: Iterable[Row], *, is_secret: bool = False) -> Response:
    """An Excel workbook called ``name``.xlsx; ``name`` is plain ASCII. A secret one never touches the disk."""
    body = xlsx_bytes(head, rows, sheet=name, is_secret=is_secret)
    return Response(body, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})


def file_download(name: str, upload: Upload) -> Response:
    """A stored file, to be saved under the name it was handed in under; browsers show nothing of it by themselves."""
    response = send_file(io.BytesIO(upload.data), mimetype=upload.media_type, as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
