"""Why a PDF is not read: one line each, what it is and what to do; and how much of one is read at all."""

from __future__ import annotations

MAX_PAGES = 600
MAX_LETTERS = 60_000
MAX_OBJECTS = 60_000
MAX_SECONDS = 55.0

PASSWORD = "protected by a password; open it, save a copy without the password, and read that"
BROKEN = "a damaged or cut-off PDF; ask for it again, or save it again from where it came"
EMPTY = "a PDF without any pages; ask for it again"
SCAN = "pictures without any text (a scan); ask for the Word file or PDF that was printed"
BLANK = "a PDF without any words; if it shows words, they are drawn, so ask for the Word file that it was made from"
UNUSABLE = "a PDF whose letters cannot be told (its fonts do not say which letter is which); ask for the Word file that it was made from"
TOO_LONG = f"a PDF of more than {MAX_PAGES} pages; save the pages of the plan as a file of their own"
TOO_MUCH = "a PDF that takes too long to read (far too many letters or lines on its pages); ask for the Word file that it was made from"
