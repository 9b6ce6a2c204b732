"""Who runs the servers of a folder, who uses them, and that the last one waits for the others."""

from pathlib import Path

from marketplace.embedded.turns import Lock


def test_one_holds_it_the_other_learns_who(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    first.take()
    first.sign("bin/run")

    assert second.take(wait=False) is False
    assert second.holder()[0] == "bin/run"


def test_users_share_it_and_keep_it_from_who_wants_it_alone(tmp_path: Path) -> None:
    first, second, alone = (Lock(tmp_path / "lock") for _ in range(3))

    assert first.take(shared=True)
    assert second.take(shared=True, wait=False)
    assert alone.take(wait=False) is False

    first.release()
    second.release()
    assert alone.take(wait=False)


def test_it_is_held_by_who_signed_last_and_still_has_it(tmp_path: Path) -> None:
    held, asking = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert not asking.is_held_by("bin/run")
    held.take()
    held.sign("bin/run")

    assert asking.is_held_by("bin/run")
    assert not asking.is_held_by("bin/manage")

    held.release()
    assert not asking.is_held_by("bin/run"), "a killed one leaves its signature"
    assert held.take(wait=False), "asking took it away"
