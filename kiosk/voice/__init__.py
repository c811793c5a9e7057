"""The voice: sentences rendered ahead into clips by a child process, played by one mixer, told word by word.

`render` makes the clips, `clips` finds them, `speaker` says them. Only what no clip can hold, a name read from a
visitor's own sticker, is spoken while she waits: `live`, from memory.
"""
