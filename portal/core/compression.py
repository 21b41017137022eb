"""Dynamic pages go out compressed, with random padding so that their length tells nothing.

BREACH guesses a secret in a page from its compressed length. Two things stand against it: a random
number of bytes in the gzip header of each answer ("Heal the BREACH", Palacios and others, 2022),
and no page repeats what was typed beside a token it did not need (docs/decisions.md).
"""

import gzip
import io
import secrets

import flask

SMALLEST = 400
PADDING = 100


def compress(response: flask.Response) -> flask.Response:
    """Gzip a page when the browser takes it and it is worth it."""
    if (
        response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in response.headers
        or not _is_text(response)
        or response.calculate_content_length() in range(SMALLEST)
    ):
        return response
    response.vary.add("Accept-Encoding")
    # "gzip;q=0" names it and refuses it
    if flask.request.accept_encodings["gzip"] > 0:
        response.set_data(_gzip_with_padding(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_text(response: flask.Response) -> bool:
    kind = response.mimetype or ""
    return kind.startswith("text/") or kind in {"application/json", "image/svg+xml"}


def _gzip_with_padding(data: bytes) -> bytes:
    padding = "a" * secrets.randbelow(PADDING)
    packed = io.BytesIO()
    with gzip.GzipFile(filename=padding, mode="wb", compresslevel=6, fileobj=packed, mtime=0) as out:
        out.write(data)
    return packed.getvalue()
