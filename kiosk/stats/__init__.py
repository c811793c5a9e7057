"""The counters: how often, never who. Day × part of the day × metric × key → a number, and nothing else.

What may be counted is declared in `metrics.yaml`; the declarations are the privacy promise, so an undeclared metric or
key is an error. There are no rows of events, no order, no times finer than a part of the day.
"""
