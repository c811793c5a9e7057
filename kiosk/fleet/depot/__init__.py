"""A depot: content that is signed, ready for kiosks to read. `state` holds its rules, `folder` the files they are in.

adding.py     a folder of content becomes a draft of the next release
drafting.py   what must follow when keys or content change
signing.py    signatures under drafts, until enough people have signed
settings.py   settings that travel with the content of a group
telling.py    how a depot stands, in words
settling.py   files made safe on the disk
"""
