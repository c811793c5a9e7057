"""Content as authors write it becomes values: YAML text → nodes → what the content model wants → a whole library."""
