"""The pretend phone: a mock-up app as a state machine, with a ledger that keeps its sum."""
