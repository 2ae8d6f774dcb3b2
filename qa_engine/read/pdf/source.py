"""Open the bytes of a PDF, and hand out its pages one at a time, each closed before the next; what cannot be opened is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from qa_engine.errors import DocumentError
from qa_engine.read.pdf import refusals

_END, _TAIL = b"%%EOF", 4096


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The PDF with these bytes, closed afterwards. Raises DocumentError.

    A file without its end is refused though most of it could be read: a plan without its last sections would be graded as if it had none.
    """
    if _END not in data.rstrip(b"\0\r\n\t ")[-_TAIL:]:
        raise DocumentError(refusals.BROKEN)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # The code may be that of an earlier file, so the file is asked too.
        asks = error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) and b"/Encrypt" in data
        raise DocumentError(refusals.PASSWORD if asks else refusals.BROKEN) from None
    try:
        pdf.init_forms()
        yield pdf
    except (pdfium.PdfiumError, ValueError, OverflowError):
        raise DocumentError(refusals.BROKEN) from None
    finally:
        pdf.close()


class Clock:
    """The time that one file may take, from when it is made."""

    def __init__(self) -> None:
        self._end = time.monotonic() + refusals.MAX_SECONDS

    def check(self) -> None:
        """Raise DocumentError where the time is up."""
        if time.monotonic() > self._end:
            raise DocumentError(refusals.TOO_MUCH)


def pages(pdf: pdfium.PdfDocument, clock: Clock) -> Iterator[pdfium.PdfPage]:
    """The pages in order, while the time lasts. Raises DocumentError."""
    count = len(pdf)
    if count == 0:
        raise DocumentError(refusals.EMPTY)
    if count > refusals.MAX_PAGES:
        raise DocumentError(refusals.TOO_LONG)
    for index in range(count):
        clock.check()
        page = pdf[index]
        try:
            yield page
        finally:
            page.close()
