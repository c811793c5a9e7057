"""Sentences that a file or a table could take for something else."""

import unicodedata

from hypothesis import strategies as st

ODD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\n"), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text).strip()
)
SHAPED = st.sampled_from(
    ["no", "null", "~", "a: b", "a #b", "- x", "? x", "[x", "{x}", "it's", 'say "no"', "\\n", "=1+1", "@x", "'x", "''"]
)
SENTENCES = (ODD | SHAPED).filter(bool)
