"""Text that shows what it says: no characters that turn the direction of what follows.

Unicode Technical Report 36, section 2.5: bidirectional overrides make a name or a link look like
another. In names they are refused (names.py), from prose they are taken out.
"""

from __future__ import annotations

from typing import Any

from django import forms

from marketplace.visible_text import is_visible, without_directions


class ProseField(forms.CharField):
    """Words in sentences; of what nobody sees nothing is left, so that it counts as empty."""

    def to_python(self, value: Any) -> Any:
        """The text without marks of direction, "" when there is nothing to be read."""
        text = without_directions(super().to_python(value) or "").strip()
        return text if is_visible(text) else self.empty_value
