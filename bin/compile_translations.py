"""Turns message catalogues into what gettext reads: `compile_translations.py FILE.po ...`."""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(po: Path) -> None:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parents[1].name)
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)


for name in sys.argv[1:]:
    compile_catalogue(Path(name))
