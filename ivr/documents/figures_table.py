"""The figures as CSV: UTF-8 with its mark, so that office programs read Chinese; what is not told is empty."""

import csv
import io
from collections.abc import Iterable

from ivr.domain.figures import NOTE_EN, NOTE_ZH, Figure

COLUMNS = ("court", "group", "debtors", "paid", "days_quartile_1", "days_median", "days_quartile_3", "yuan", "note")


def table(found: Iterable[Figure]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in found:
        days = one.days or (None, None, None)
        writer.writerow([one.court_id, one.group, one.debtors, one.paid, *days, one.yuan, f"{NOTE_ZH} {NOTE_EN}"])
    return text.getvalue().encode("utf-8-sig")
