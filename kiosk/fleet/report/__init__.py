"""The report of the office: what all kiosks tell together, asked on any engine and shown on one page.

    engines.py      the office's tables, opened on an engine; sources.py and spark.py are these
    expressions.py  the questions that read many rows, as Ibis expressions: the same on every engine
    summed.py       where their rows come from: kept sums of months, and of the days beside them rows
    questions.py    from their small answers to everything the report shows, in whole numbers
    answers.py      what comes out
    names.py        what stands behind a key, from the office's lessons
    tables.py       every list as a table: behind the charts and in the files
    page.py         the page: glance.py, learning.py and running.py are its parts, charts.py its drawings
    files.py        everything that is written into a folder
"""
