"""Recordings of people: from what a pack lists to clips that the voice plays before its own.

Here the room that reads lists and the room that hears sound meet; neither knows the other.
"""

from pathlib import Path

from kiosk.packs.reading.recorded import Recording, Unfit, recordings
from kiosk.voice.recorded import Built, UnfitSoundError, build, heard


def recorded(content_dir: Path, out: Path) -> Built:
    """Make `out/<lang>/<clip key>.ogg` of every usable recording of the packs in a folder of content.

    Mono at the clips' rate, trimmed and as loud as they are. What is there and was made of the same bytes is kept, what
    no pack lists any more is removed, so it may be called again at any time, and after being killed. A recording that
    cannot be used is named in `refused` and left out: the rendered clip of its sentence is played instead. Only a disk
    that cannot be written raises, `OSError`. Without recordings nothing is made, not even the folder.

    The voice finds them when its folders are `Clips((out, rendered))`. Recordings are made at normal pace; a visitor
    who asks for slow speech hears the rendered voice.
    """
    wanted = tuple((one.path, one.text, one.lang) for one in recordings(content_dir))
    return build(wanted, out)


def hear(recording: Recording) -> Unfit | None:
    """Listen to one recording as building would, for `kiosk packs check`."""
    try:
        heard(recording.path, recording.text, recording.lang)
    except UnfitSoundError as error:
        return Unfit(error.code, error.facts)
    return None
