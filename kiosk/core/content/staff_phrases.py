"""Words of the staff menu, one field each. Staff are spoken to plainly, `anh chị`; no sentence holds a digit."""

from kiosk.core.content.staff_rows import StaffRows
from kiosk.core.units import Words


class StaffPhrases(StaffRows, frozen=True, kw_only=True):
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
    sent_before: Words
    sending_on: Words
    sending_off: Words
    next_rows: Words
    machine: Words
    aim: Words
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
    machine_title: Words
    counts_title: Words
    tonight_title: Words
    sent_title: Words
    network_title: Words
    phone_title: Words
    power_title: Words
    # what came of a touch
    volume_sample: Words
    hours_kept: Words
    hours_always: Words
    languages_kept: Words
    sends_yes: Words
    sends_no: Words
    phone_kept: Words
    phone_none: Words
    sure_roll_back: Words
    sure_power_off: Words
    sure_restart: Words
    doing_update: Words
    doing_roll_back: Words
    doing_power_off: Words
    doing_restart: Words
    # what the kiosk was set up with
    menu_setup: Words
    setup_right: Words
    setup_wrong: Words
    setup_place: Words
    """`{place}`; spoken live as all of these with braces: `{opens}`, `{closes}`, `{number}`, `{wifi}`."""
    setup_speaks_vi: Words
    setup_speaks_en: Words
    setup_hours: Words
    setup_always: Words
    setup_number: Words
    setup_no_number: Words
    setup_wifi: Words
    setup_no_wifi: Words
    setup_sends: Words
    setup_sends_not: Words
    setup_asks: Words
    setup_sure: Words
    setup_faulty: Words
    setup_none: Words
    setup_none_remedy: Words
    setup_note_wrong: Words
    setup_note_none: Words
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
    aim_says: Words
    aim_next: Words
    aim_good: Words
    aim_bad: Words
    machine_good: Words
    ill_power: Words
    ill_heat: Words
    ill_card: Words
    ill_space: Words
    ill_memory: Words
    ill_clock: Words
    ill_touch: Words
    ill_camera: Words
    ill_sound: Words
    ill_panel: Words
    ill_board: Words
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
