"""Tables that banks export, CSV and XLSX, read by the columns that were set for the bank.

May not enter: what an entry is worth to a debt; running a formula, ever.
"""

from ivr.feeds.table.csv_file import CsvFile
from ivr.feeds.table.workbook import Workbook

__all__ = ["CsvFile", "Workbook"]
