"""The nightly documents of all kiosks as tables: every document judged, the good ones believed, the rest kept apart.

    collect.py     one run, which may be called again and again
    tables.py      what the tables hold and where they lie
    judging.py     whether a document is believed, and if not, why
    day.py         one day of the depot → the tables of that day
    office.py      the folder: old or new, never half; one run at a time

A day is the unit of everything. Its tables, its quarantine and its line of the ledger are made beside and take their
place together, so whoever is stopped in between loses at most the days at work.
"""
