"""The kiosk's own sentences, one field each: a missing or unknown phrase is refused when content is compiled."""

from kiosk.core.content.base import Content
from kiosk.core.units import Words


class Phrases(Content, frozen=True, kw_only=True):
    """`content/words.yaml`. Button words are one or two words; sentences are spoken as they stand."""

    # the resting kiosk and the ways about
    welcome: Words
    touch_to_start: Words
    home_title: Words
    choose_way: Words
    choose_lesson: Words
    # buttons
    back: Words
    home: Words
    again: Words
    help: Words
    on: Words
    redo: Words
    hint: Words
    louder: Words
    slower: Words
    normal_pace: Words
    other_language: Words
    bigger: Words
    smaller: Words
    call_helper: Words
    close: Words
    earlier: Words
    later: Words
    erase: Words
    # the four ways: word and what it means
    way_watch: Words
    way_watch_says: Words
    way_together: Words
    way_together_says: Words
    way_alone: Words
    way_alone_says: Words
    way_test: Words
    way_test_says: Words
    # in a lesson
    step_of: Words
    """`{step}` and `{steps}` are filled in; shown, not spoken."""
    wrong_touch: Words
    wrong_digits: Words
    wrong_option: Words
    wrong_code: Words
    unknown_code: Words
    damaged_code: Words
    wrong_payee: Words
    shown_how: Words
    glow_hint: Words
    type_this: Words
    real_number_refused: Words
    real_card_refused: Words
    hold_card: Words
    no_camera: Words
    code_found: Words
    code_dark: Words
    code_far: Words
    code_glare: Words
    code_shaking: Words
    code_nothing: Words
    code_near: Words
    code_cut: Words
    code_other: Words
    code_several: Words
    # is this code mine?
    own_code: Words
    check_show: Words
    check_nothing_kept: Words
    check_strip: Words
    check_cards: Words
    another: Words
    check_payment: Words
    check_practice: Words
    sample_bank: Words
    check_account: Words
    """`{bank}` and `{tail}` are filled in; so are the braces below. What is filled in is spoken, but has no clip."""
    check_bank: Words
    """`{bank}`."""
    check_name: Words
    """`{name}`."""
    check_nameless: Words
    check_odd_name: Words
    check_amount: Words
    """`{amount}`."""
    check_yours: Words
    check_safety: Words
    check_damaged: Words
    check_odd: Words
    check_link: Words
    check_site: Words
    """`{site}`."""
    check_site_odd: Words
    check_site_state: Words
    check_papers: Words
    check_wifi: Words
    check_phone: Words
    check_product: Words
    check_unknown: Words
    # the card with what a code says: what it is, then its rows
    is_payment: Words
    is_damaged: Words
    is_odd: Words
    is_link: Words
    is_papers: Words
    is_other: Words
    row_name: Words
    row_bank: Words
    row_account: Words
    row_amount: Words
    row_checksum: Words
    row_site: Words
    no_name: Words
    payer_types: Words
    checksum_holds: Words
    checksum_fails: Words
    # endings
    well_done: Words
    test_passed: Words
    test_failed: Words
    # help, idle, trouble
    help_title: Words
    helper_called: Words
    still_there: Words
    still_there_button: Words
    trouble: Words
    trouble_button: Words
    # the help button is held
    off_warning: Words
    off_3: Words
    off_2: Words
    off_1: Words
    off_let_go: Words
    off_now: Words
    practice_strip: Words
