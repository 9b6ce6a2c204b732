"""Text that shows what it says: no characters that turn the direction of what follows.

Unicode Technical Report 36, section 2.5: bidirectional overrides make a name or a link look like
another.
"""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

no_direction_marks = RegexValidator(
    "[\u200e\u200f\u202a-\u202e\u2066-\u2069]",
    _("Remove the invisible characters that turn the direction of the text."),
    code="direction",
    inverse_match=True,
)
