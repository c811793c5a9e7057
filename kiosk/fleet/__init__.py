"""The office: content is made and signed here, and the numbers of all kiosks come together.

    depot/, keys/, sending/     content that travels signed: made, signed by several people, sent
    collecting/, summing/       the nightly documents of all kiosks, as tables and kept sums
    report/, health_rules.py    what they tell together, and which machines need a visit
    sites.py                    where kiosks stand, and which keys they have
    simulating/                 fleets that never were

Nothing on a device imports it; what both must agree on is in `kiosk.update.layout` and `kiosk.stats.document`.
"""
