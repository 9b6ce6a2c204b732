"""What ends by itself is started again: soon at first, slower when it keeps ending."""

from dataclasses import dataclass, field

from marketplace.embedded.restarting import LONGEST_PAUSE, STEADY_AFTER, Kept
from marketplace.processes.refused import Refused


@dataclass
class Candle:
    """A child that burns until it is told to end."""

    name: str = "candle"
    starts: int = 0
    code: int | None = None
    refuses: bool = False

    def start(self) -> None:
        if self.refuses:
            raise Refused("no matches")
        self.starts += 1
        self.code = None

    def ended(self) -> int | None:
        return self.code

    def stop(self) -> None:
        self.code = 0

    def last_words(self) -> str:
        return "wind"


@dataclass
class Scene:
    """A candle under supervision, a clock in seconds, and what was said."""

    candle: Candle = field(default_factory=Candle)
    now: float = 0.0
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kept = Kept(self.candle, self.said.append, clock=lambda: self.now)
        self.kept.start()

    def blow_out(self, code: int = 1) -> None:
        self.candle.code = code
        self.kept.look()

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.kept.look()


def test_it_is_started_again_after_a_second() -> None:
    scene = Scene()
    scene.blow_out()

    scene.wait(0.9)
    assert scene.candle.starts == 1

    scene.wait(0.2)
    assert scene.candle.starts == 2


def test_it_says_what_happened_and_why() -> None:
    scene = Scene()

    scene.blow_out(-9)

    assert scene.said == ["candle ended (killed by signal 9); it is started again in 1 s", "wind"]


def test_pauses_double_up_to_a_limit() -> None:
    scene = Scene()
    pauses = []
    for _ in range(8):
        scene.blow_out()
        pauses.append((scene.kept.due_at or 0) - scene.now)
        scene.wait(LONGEST_PAUSE)

    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_a_steady_life_forgives_earlier_failures() -> None:
    scene = Scene()
    scene.blow_out()
    scene.wait(1)
    scene.wait(STEADY_AFTER)

    scene.blow_out()

    assert scene.kept.due_at == scene.now + 1


def test_a_server_that_refuses_is_tried_again() -> None:
    scene = Scene()
    scene.candle.refuses = True
    scene.blow_out()
    scene.wait(1)
    scene.candle.refuses = False

    scene.wait(LONGEST_PAUSE)

    assert scene.candle.starts == 2
