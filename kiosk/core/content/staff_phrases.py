"""Words of the staff menu, one field each. Staff are spoken to plainly, `anh chị`; no sentence holds a digit."""

from kiosk.core.content.base import Content
from kiosk.core.units import Words


class StaffPhrases(Content, frozen=True, kw_only=True):
    """`content/staff.yaml`. What begins with `row_`, `value_` and `count_` is explained in `kiosk.core.staff.pages`."""

    # buttons and tiles: one to three words
    leave: Words
    yes: Words
    no: Words
    enter: Words
    save: Words
    more: Words
    less: Words
    louder: Words
    quieter: Words
    later_hour: Words
    sooner: Words
    always_awake: Words
    update_now: Words
    roll_back: Words
    power_off: Words
    restart: Words
    new_pin: Words
    play: Words
    skip: Words
    today: Words
    tonight: Words
    next_rows: Words
    self_test: Words
    touch_to_open: Words
    both_languages: Words
    only_vi: Words
    only_en: Words
    menu_sound: Words
    menu_languages: Words
    menu_content: Words
    menu_tests: Words
    menu_counts: Words
    menu_network: Words
    menu_phone: Words
    menu_power: Words
    part_touch: Words
    part_sound: Words
    part_camera: Words
    part_buttons: Words
    part_lamp: Words
    part_printer: Words
    # what stands beside a value
    volume: Words
    opens: Words
    closes: Words
    start_language: Words
    outcome_good: Words
    outcome_bad: Words
    outcome_absent: Words
    outcome_ask: Words
    outcome_running: Words
    minutes_left: Words
    """`{n}`; shown, not spoken, as are all braces here."""
    # the PIN
    pin_ask: Words
    pin_choose: Words
    pin_change: Words
    pin_twice: Words
    pin_differs: Words
    pin_weak: Words
    pin_short: Words
    pin_wrong_4: Words
    pin_wrong_3: Words
    pin_wrong_2: Words
    pin_wrong_1: Words
    pin_locked: Words
    pin_kept: Words
    pin_broken: Words
    # titles of pages
    title: Words
    sound_title: Words
    languages_title: Words
    content_title: Words
    tests_title: Words
    counts_title: Words
    tonight_title: Words
    network_title: Words
    phone_title: Words
    power_title: Words
    # what came of a touch
    volume_sample: Words
    hours_kept: Words
    hours_always: Words
    languages_kept: Words
    phone_kept: Words
    phone_none: Words
    sure_roll_back: Words
    sure_power_off: Words
    sure_restart: Words
    doing_update: Words
    doing_roll_back: Words
    doing_power_off: Words
    doing_restart: Words
    # tests by hand
    test_touch_says: Words
    test_sound_says: Words
    test_sound_asks: Words
    test_camera_says: Words
    test_buttons_says: Words
    test_lamp_asks: Words
    test_printer_says: Words
    test_printer_asks: Words
    result_good: Words
    result_bad: Words
    result_absent: Words
    result_ask: Words
    # the self-test
    self_test_starts: Words
    trying_touch: Words
    trying_sound: Words
    trying_camera: Words
    trying_buttons: Words
    trying_lamp: Words
    trying_printer: Words
    summary_good: Words
    summary_ask: Words
    summary_bad: Words
    # rows told by the machine: their names
    row_release: Words
    row_age: Words
    row_made: Words
    row_last: Words
    row_before: Words
    row_ready: Words
    row_expires: Words
    row_expired: Words
    row_why: Words
    row_day: Words
    row_quiet: Words
    row_online: Words
    row_sync: Words
    row_source: Words
    row_megabytes: Words
    row_ceiling: Words
    row_kiosk: Words
    row_nothing: Words
    row_waiting: Words
    # and their values
    value_yes: Words
    value_no: Words
    value_none: Words
    value_never: Words
    value_unknown: Words
    value_builtin: Words
    value_good: Words
    value_failed: Words
    value_nothing_new: Words
    value_minutes: Words
    value_hours: Words
    value_days: Words
    value_minutes_ago: Words
    value_hours_ago: Words
    value_days_ago: Words
    value_empty: Words
    value_foreign: Words
    value_group: Words
    value_unsigned: Words
    value_old: Words
    value_expired: Words
    value_mixed: Words
    value_damaged: Words
    value_names: Words
    value_big: Words
    value_full: Words
    value_readonly: Words
    value_gone: Words
    value_budget: Words
    value_newer: Words
    value_broken: Words
    value_refused: Words
    value_stickfull: Words
    value_sticklocked: Words
    value_megabytes: Words
    # names of counters, short
    count_visits: Words
    count_topics_opened: Words
    count_lessons_opened: Words
    count_lessons_finished: Words
    count_lessons_helped: Words
    count_lessons_unassisted: Words
    count_lessons_left_at: Words
    count_mistakes: Words
    count_checks_opened: Words
    count_codes_read: Words
    count_codes_unreadable: Words
    count_help_opened: Words
    count_helper_called: Words
    count_hints: Words
    count_language: Words
    count_text_size: Words
    count_pace: Words
    count_idle_ends: Words
    count_stumbles: Words
    count_part_failures: Words
    count_part_recoveries: Words
    count_tests_passed: Words
    count_tests_failed: Words
