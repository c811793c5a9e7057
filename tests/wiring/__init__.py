"""The wiring picture, drawn from `kiosk.panel.wiring`: no hand can draw a wire to the wrong pin.

python -m tests.wiring      # docs/pictures/panel-wiring-en.png and -vi.png
"""
