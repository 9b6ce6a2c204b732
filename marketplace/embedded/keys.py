"""The secrets of the embedded default: drawn once, kept in the data folder for its owner alone."""

import json
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

from marketplace.embedded.folder import Folder


def keys_of(folder: Folder) -> dict[str, str]:
    """SECRET_KEY and KEY_ENCRYPTION_KEY of this data folder, made when it has none."""
    file = folder.root / "keys.json"
    if not file.exists():
        write_once(file, json.dumps(draw()))
    keys: dict[str, str] = json.loads(file.read_text())
    return keys


def draw() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "KEY_ENCRYPTION_KEY": Fernet.generate_key().decode(),
    }


def write_once(file: Path, text: str) -> None:
    """Write a private file whole or not at all; of two writers the first wins."""
    draft = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
