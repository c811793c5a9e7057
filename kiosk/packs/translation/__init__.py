"""Sentences for translators: out of the content into a table, and back into the very lines they came from."""
