"""Fleets that never were, for tests and for planning: honest in what matters to a report.

    wards.py       where markets and halls stand
    vocabulary.py  what can be counted, from the real lessons and `metrics.yaml`
    habits.py      how often, in one visit
    days.py        who comes when: markets in the morning, halls on weekdays, Tết, floods
    machine.py     how machines age, and which are ill
    folding.py     what a kiosk keeps to itself
    kiosk.py       the life of one kiosk as its nightly documents
    faults.py      what an attacker or a broken clock leaves in a depot
    simulate.py    all of them, by several processes

Everything follows from the seed: the same call makes the same bytes.
"""
