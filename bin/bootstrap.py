"""Makes `.venv` and keeps it equal to the pins: `bootstrap.py base|embedded|test`.

Standard library only. A stamp inside `.venv` remembers what was installed, so that the usual start
installs nothing.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
STAMP = VENV / "franc-stamp.json"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
COMPILED_BY = ROOT / "bin" / "compile_translations.py"


def main(wanted: str) -> None:
    with one_at_a_time():
        pins = max(wanted, installed_pins())  # each holds all of those before it: never shrink
        if not is_current(pins):
            install(pins)
        compile_translations()


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    folder = os.open(REQUIREMENTS, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def installed_pins() -> str:
    """Which pins file the environment was last made from; "" when there is none."""
    return str(read_stamp().get("pins", ""))


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def is_current(pins: str) -> bool:
    return read_stamp() == stamp_of(pins) and python_runs(PYTHON)


def stamp_of(pins: str) -> dict[str, str]:
    digest = hashlib.sha256()
    for name in ("uv.txt", f"{pins}.txt"):
        digest.update((REQUIREMENTS / name).read_bytes())
    return {"pins": pins, "sha256": digest.hexdigest(), "root": str(ROOT)}


def python_runs(python: Path) -> bool:
    return answers([str(python), "-I", "-c", ""])


def install(pins: str) -> None:
    say(f"Installing what Franc needs into {VENV} (once)")
    if read_stamp().get("root") != str(ROOT) or not python_runs(PYTHON):
        make_venv()
    run(*pip(), "install", "-qq", "--require-hashes", "-r", REQUIREMENTS / "uv.txt")
    sync = [str(VENV / "bin" / "uv"), "pip", "sync", "--quiet", "--require-hashes", *certificates()]
    run(*sync, "--python", PYTHON, keep_uv(REQUIREMENTS / f"{pins}.txt"))
    STAMP.write_text(json.dumps(stamp_of(pins)))


def certificates() -> list[str]:
    """uv brings certificates of its own; behind a company's proxy only the machine's will do."""
    paths = ssl.get_default_verify_paths()
    known = paths.cafile or (paths.capath and any(Path(paths.capath).iterdir()))
    return ["--system-certs"] if known else []


def keep_uv(file: Path) -> Path:
    """`uv pip sync` removes what is not listed, uv itself included: list it."""
    whole = VENV / "franc-pins.txt"
    whole.write_text((REQUIREMENTS / "uv.txt").read_text() + file.read_text())
    return whole


def make_venv() -> None:
    """A fresh `.venv`, with pip when this Python can bring it along (Debian's may not)."""
    shutil.rmtree(VENV, ignore_errors=True)
    base = Path(sys.executable).resolve()  # never the environment that was just removed
    pip_or_not = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    run(base, "-m", "venv", *pip_or_not, VENV)


def pip() -> list[str | Path]:
    """The pip to install with: the environment's own, or one on this machine aimed at it."""
    if answers([str(PYTHON), "-m", "pip", "--version"]):
        return [PYTHON, "-m", "pip"]
    for outside in ([sys.executable, "-m", "pip"], ["pip3"], ["pip"]):
        if shutil.which(str(outside[0])) and answers([*outside, "--version"]):
            return [*outside, "--python", PYTHON]
    sys.exit(
        "This Python comes without pip and venv. Install them (Debian, Ubuntu: "
        "`apt-get install python3-venv`), or name another Python: PYTHON=/path/to/python3"
    )


def answers(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def run(*command: str | Path) -> None:
    if subprocess.run([str(part) for part in command], check=False).returncode:
        STAMP.unlink(missing_ok=True)
        sys.exit(f"This failed: {' '.join(map(str, command))}")


def compile_translations() -> None:
    """Build `.mo` files newer than their `.po`; they are not committed."""
    stale = [
        po
        for po in ROOT.glob("locale/*/LC_MESSAGES/*.po")
        if not is_newer(po.with_suffix(".mo"), po)
    ]
    if stale:
        run(PYTHON, "-I", COMPILED_BY, *stale)


def is_newer(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.chdir(ROOT)
    main(sys.argv[1] if len(sys.argv) > 1 else "embedded")
