"""The report of the office: what all kiosks tell together, asked on any engine and shown on one page.

    engines/    the office's tables, opened on an engine
    asking/     what is asked of them, and reckoned in whole numbers
    answers.py  what comes out
    names.py    what stands behind a key, from the office's lessons
    tables.py   every list as a table: behind the charts and in the files
    sheets.py   these as CSV and as a workbook
    page/       the page
    files.py    everything that is written into a folder

Page and files are made of answers alone: whatever engine gave them, they are the same to the byte.
"""
