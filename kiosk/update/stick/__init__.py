"""A stick that somebody plugs in: what it asks for is done in order, and what it takes away is written safely."""
