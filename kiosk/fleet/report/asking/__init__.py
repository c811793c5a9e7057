"""What the report shows, asked of the office's tables.

expressions.py  the questions that read many rows, as Ibis expressions: the same on every engine
summed.py       where their rows come from: kept sums of months, and of the days beside them rows
questions.py    from their small answers to everything the report shows, in whole numbers
lessons.py, places.py, heard.py  its parts
"""
