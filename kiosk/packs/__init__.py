"""Packs: read content as authors write it, check it before anyone sees it, compile it to the one file a kiosk opens.

Laws of this room: nothing written by an author is executed; every complaint says `file:line`, what is wrong and the
fix; a broken pack is refused whole and the others go on; only `shelf` runs on a kiosk, and it knows no YAML.

    reading/      YAML → values, each with the line it came from
    checks/       what can be wrong with them; `check` asks everything
    findings/     what was found, and its sentence in both languages
    robot/        a learner that plays every lesson
    translation/  tables of sentences for translators
"""
