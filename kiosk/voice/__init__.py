"""The voice: sentences rendered ahead into clips by a child process, played by one mixer, told word by word.

Nothing is ever synthesised while a visitor waits. `render` makes the clips, `clips` finds them, `speaker` says them.
"""
