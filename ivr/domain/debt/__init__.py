"""A judgment's money debt: what is owed, what accrues on it, what has been credited, and what is left on a day.

Pure rules. Days are the court's own calendar days, amounts Decimal yuan in whole fen.
"""
