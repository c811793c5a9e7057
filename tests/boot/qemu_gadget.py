"""A USB device that is nothing but what it says of itself, whichever parts that names: QEMU has no such ready.

It hangs on QEMU's other end of a cable (usbredir), and answers what a kernel asks before anybody lets the device in.
That is all a guard judges by. The protocol: https://gitlab.freedesktop.org/spice/usbredir/-/blob/main/docs/usb-redirection-protocol.md
"""

import socket
import struct
from pathlib import Path
from threading import Thread
from typing import Self

Part = tuple[int, int, int]
"""Class, subclass and protocol of an interface."""

DISK: Part = (0x08, 0x06, 0x50)
KEYBOARD: Part = (0x03, 0x01, 0x01)
NETWORK: Part = (0x02, 0x06, 0x00)

HELLO, CONNECT, PARTS, ENDPOINTS, SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION = 0, 1, 4, 5, 6, 7, 8
SET_ALTERNATIVE, ALTERNATIVE, CONTROL = 9, 11, 100

HIGH_SPEED, STALL, NO_ENDPOINT, MOST = 2, 4, 255, 32
VENDOR, PRODUCT = 0x1D6B, 0x0104
"""The Linux Foundation's, for gadgets of many parts."""

CAN = 1 << 4 | 1 << 5 | 1 << 6
"""Sizes of endpoints, numbers of 64 bits, long packets: or a modern socket does not take it."""

_HELLO_HEAD, _HEAD, _CONTROL = struct.Struct("<III"), struct.Struct("<IIQ"), struct.Struct("<BBBBHHH")


class Gadget:
    """Listens at a file until a machine takes it (`QemuMachine.plug_in_gadget`)."""

    def __init__(self, file: Path, *parts: Part) -> None:
        self._parts = parts
        self._listens = socket.socket(socket.AF_UNIX)
        self._listens.bind(str(file))
        self._listens.listen(1)
        self._thread = Thread(target=self._answer, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listens.close()

    def _answer(self) -> None:
        cable, _ = self._listens.accept()
        with cable, cable.makefile("rb") as asked:
            self._tells_of_itself(cable)
            asked.read(_HELLO_HEAD.size + 64 + 4)
            while head := asked.read(_HEAD.size):
                kind, length, number = _HEAD.unpack(head)
                for answer, body in self._answers(kind, asked.read(length)):
                    cable.sendall(_HEAD.pack(answer, len(body), number) + body)

    def _tells_of_itself(self, cable: socket.socket) -> None:
        """What kind of device it is. Its parts come before it, so that they are known when it is there."""
        classes = [bytes(part[n] for part in self._parts).ljust(MOST, b"\0") for n in range(3)]
        parts = struct.pack("<I", len(self._parts)) + bytes(range(MOST)) + b"".join(classes)
        kinds = (bytes([0]) + bytes([NO_ENDPOINT]) * 15) * 2
        endpoints = kinds + bytes(2 * MOST) + struct.pack("<H", 64) + bytes(2 * (MOST - 1))
        device = struct.pack("<BBBBHH", HIGH_SPEED, 0, 0, 0, VENDOR, PRODUCT)
        hello = b"a gadget".ljust(64, b"\0") + struct.pack("<I", CAN)
        cable.sendall(_HELLO_HEAD.pack(HELLO, len(hello), 0) + hello)
        for kind, body in ((PARTS, parts), (ENDPOINTS, endpoints), (CONNECT, device)):
            cable.sendall(_HEAD.pack(kind, len(body), 0) + body)

    def _answers(self, kind: int, asked: bytes) -> list[tuple[int, bytes]]:
        if kind == CONTROL:
            return [(CONTROL, self._control(asked))]
        if kind in (SET_CONFIGURATION, GET_CONFIGURATION):
            return [(CONFIGURATION, bytes([0, 1]))]
        if kind == SET_ALTERNATIVE:
            return [(ALTERNATIVE, bytes([0, *asked[:2]]))]
        return []

    def _control(self, asked: bytes) -> bytes:
        """A descriptor (USB 2.0, 9.4.3); anything else it does not know."""
        endpoint, request, kind, _, value, index, length = _CONTROL.unpack_from(asked)
        known = {1: self._device(), 2: self._configuration()} if (request, kind) == (6, 0x80) else {}
        told = known.get(value >> 8, b"")[:length]
        return _CONTROL.pack(endpoint, request, kind, 0 if told else STALL, value, index, len(told)) + told

    def _device(self) -> bytes:
        return struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0, 0, 0, 64, VENDOR, PRODUCT, 0x0100, 0, 0, 0, 1)

    def _configuration(self) -> bytes:
        """USB 2.0, 9.6.3 and 9.6.5."""
        parts = b"".join(bytes([9, 4, n, 0, 0, *part, 0]) for n, part in enumerate(self._parts))
        return struct.pack("<BBHBBBBB", 9, 2, 9 + len(parts), len(self._parts), 1, 0, 0x80, 50) + parts
