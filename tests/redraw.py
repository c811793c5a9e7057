"""`python -m tests.redraw`: fill the marked places of all documents from the program's own tables."""

import sys

from tests.drawn import ROOT, documents, redrawn


def main() -> None:
    for document in documents():
        before = document.read_text(encoding="utf-8")
        after = redrawn(before)
        if after != before:
            document.write_text(after, encoding="utf-8")
            sys.stdout.write(f"Redrawn: {document.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
