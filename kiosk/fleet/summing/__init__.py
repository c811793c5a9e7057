"""Sums of whole months, kept beside the days they are of, so that a report need not read every row of a year again.

    months.py   which months an office has, and of which of them the kept sums are still true
    make.py     the sums of a month, asked of its days with the very expressions that a report asks

They are a saving and nothing else: whoever removes the folder `sums` gets the same report, later.
"""
