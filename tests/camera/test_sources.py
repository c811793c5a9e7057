"""The cameras of a device, driven without one; what is true of the libraries is shown by test_picamera2.py."""

from itertools import count

import pytest

from kiosk.camera.exposure import SETTLED_FRAMES
from kiosk.camera.first import FirstThatOpens
from kiosk.camera.pi import CONTROLS, PiCamera
from kiosk.camera.seam import CameraLost
from kiosk.camera.sources import true_camera
from kiosk.camera.webcam import Webcam
from tests.camera.sensors import Sensor, VideoDevices


def on(sensor: Sensor) -> PiCamera:
    camera = PiCamera(make=lambda _number: sensor)
    camera.open()
    return camera


def test_a_camera_module_gives_a_preview_and_a_small_plane_of_brightness() -> None:
    sensor = Sensor("BGR888", "YUV420")
    frame = on(sensor).frame()
    assert frame.size == (960, 720)
    assert frame.pixels.shape == (720, 960, 3)
    assert frame.gray().shape == (480, 640)
    assert sensor.taken == 0


def test_a_camera_with_one_stream_gives_brightness_out_of_it() -> None:
    frame = on(Sensor("MJPEG|YUYV")).frame()
    assert (frame.pixels.shape, frame.gray().shape) == ((720, 960, 3), (720, 960))
    assert int(frame.gray()[5, 5]) == 120


def test_a_camera_with_compressed_pictures_only_is_refused_and_closed() -> None:
    sensor = Sensor("MJPEG")
    with pytest.raises(CameraLost, match="no picture format that is known here"):
        on(sensor)
    assert sensor.closed


def test_only_controls_that_the_hardware_offers_are_set() -> None:
    assert on(Sensor("BGR888", "YUV420")) is not None
    plain, rich = Sensor("BGR888", "YUV420"), Sensor("BGR888", "YUV420", controls=("AfMode", "AeExposureMode"))
    on(plain)
    on(rich)
    assert plain.set == [{}]
    assert rich.set == [{"AfMode": CONTROLS["AfMode"], "AeExposureMode": CONTROLS["AeExposureMode"]}]


def test_exposure_is_held_still_where_it_can_be() -> None:
    sensor = Sensor("BGR888", "YUV420", controls=("AeEnable",))
    camera = on(sensor)
    for _ in range(2 * SETTLED_FRAMES):
        camera.frame()
    sensor.level = 20
    camera.frame()
    assert sensor.set == [{}, {"AeEnable": False}, {"AeEnable": True}]


def test_a_silent_camera_is_asked_to_let_go_and_closed() -> None:
    sensor = Sensor("BGR888", "YUV420")
    camera = on(sensor)
    sensor.silent = True
    with pytest.raises(CameraLost, match="gives no pictures any more"):
        camera.frame()
    assert sensor.flushed
    camera.close()
    assert sensor.closed
    with pytest.raises(CameraLost, match="open it first"):
        camera.frame()


def test_a_camera_that_does_not_start_is_a_lost_one() -> None:
    sensor = Sensor("BGR888", "YUV420")
    sensor.close()
    with pytest.raises(CameraLost, match=r"does not start \(Camera is closed\); end other programs"):
        on(sensor)


def ticking(seconds: float) -> "count[float]":
    return count(0.0, seconds)


def webcam(devices: VideoDevices, device: str = "") -> Webcam:
    return Webcam(device, clock=ticking(1.0).__next__, module=lambda: devices)


def test_a_webcam_gives_its_newest_picture() -> None:
    devices = VideoDevices(video0=4)
    camera = webcam(devices)
    camera.open()
    devices.waiting["/dev/video0"] = 3
    frame = camera.frame()
    assert frame.size == (640, 480)
    assert frame.pixels[3, 3].tolist() == [0, 100, 200]
    camera.close()
    camera.close()
    assert devices.running == []


def test_of_several_devices_the_first_that_gives_a_picture_is_taken() -> None:
    devices = VideoDevices(video0=9, video1=0, video2=9)
    devices.busy.add("/dev/video0")
    camera = webcam(devices)
    camera.open()
    assert devices.running == ["/dev/video2"]
    with pytest.raises(CameraLost, match=r"/dev/video0 does not start .*Device or resource busy"):
        webcam(devices, "/dev/video0").open()


def test_without_a_webcam_there_is_a_sentence() -> None:
    with pytest.raises(CameraLost, match=r"^There is no webcam; plug one in\.$"):
        webcam(VideoDevices()).open()
    with pytest.raises(CameraLost, match="/dev/video7 does not start"):
        webcam(VideoDevices(), "/dev/video7").open()


def test_a_webcam_that_falls_silent_or_is_pulled_out_is_lost() -> None:
    devices = VideoDevices(video0=1)
    camera = webcam(devices)
    camera.open()
    with pytest.raises(CameraLost, match="gives no pictures any more"):
        camera.frame()
    del devices.waiting["/dev/video0"]
    with pytest.raises(CameraLost, match=r"broke off .*No such device"):
        camera.frame()
    camera.close()
    with pytest.raises(CameraLost, match="open it first"):
        camera.frame()


def test_the_first_that_opens_is_made_anew_each_time() -> None:
    devices = VideoDevices(video0=50)
    sensors = [Sensor("BGR888", "YUV420") for _ in range(3)]
    spare = iter(sensors)
    both = FirstThatOpens([lambda: PiCamera(make=lambda _number: next(spare)), lambda: webcam(devices)])
    both.open()
    assert both.frame().size == (960, 720)
    sensors[1].close()
    both.open()
    assert (both.frame().size, sensors[0].closed) == ((640, 480), True)
    del devices.waiting["/dev/video0"]
    sensors[2].close()
    with pytest.raises(CameraLost, match=r"does not start .* There is no webcam"):
        both.open()
    with pytest.raises(CameraLost, match="open one first"):
        both.frame()


@pytest.mark.parametrize(
    ("source", "device", "why"),
    [
        ("webcam", "/dev/no-camera", "/dev/no-camera does not start"),
        ("webcam", "63", "/dev/video63 does not start"),
        ("picamera2", "/dev/video0", "'/dev/video0' is no number"),
        ("auto", "/dev/no-camera", "is no number.* does not start"),
    ],
)
def test_sources_by_name_tell_what_is_missing(source: str, device: str, why: str) -> None:
    camera = true_camera(source, device=device, width=800, height=600)
    with pytest.raises(CameraLost, match=why):
        camera.open()
    camera.close()
