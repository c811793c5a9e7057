"""What was found wrong: a value with its file and line, and the sentence about it in the author's language."""
