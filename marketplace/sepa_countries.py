"""Countries whose bank accounts a SEPA credit transfer reaches, by the letters of their IBANs.

Our own list, since those of libraries follow years later. As of 2026-12-01, from the European
Payments Council's EPC409-09, "EPC List of SEPA Scheme Countries": the European Union, the
European Economic Area, and those that joined since: Andorra and the Vatican (2019), Albania and
Montenegro (2024), Moldova, North Macedonia and Serbia (2025). Gibraltar has letters of its own;
Guernsey, Jersey and the Isle of Man have IBANs of GB, French and Finnish territories of FR and FI.

To keep it: read the newest EPC409-09, change the list and this date.
"""

from __future__ import annotations

from datetime import date

AS_OF = date(2026, 12, 1)

SEPA = frozenset(
    (
        # the European Union
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        # the European Economic Area
        "IS", "LI", "NO",
        # elsewhere
        "AD", "AL", "CH", "GB", "GI", "MC", "MD", "ME", "MK", "RS", "SM", "VA",
    )
)  # fmt: skip
