"""Tables handed out as files."""

from collections.abc import Iterable, Sequence

from flask import Response, stream_with_context

from coopevents.exports import Row, csv_chunks, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_download(name: str, head: Sequence[object], rows: Iterable[Row]) -> Response:
    """A CSV file called ``name``.csv, sent while it is written; ``name`` is plain ASCII."""
    body = stream_with_context(csv_chunks(head, rows))
    return Response(body, mimetype="text/csv", headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})


def xlsx_download(name: str, head: Sequence[object], rows: Iterable[Row]) -> Response:
    """An Excel workbook called ``name``.xlsx; ``name`` is plain ASCII."""
    body = xlsx_bytes(head, rows, sheet=name)
    return Response(body, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})
