"""Form fields for what people paste: codes, addresses of pages, mail addresses.

None of them gives the browser a `maxlength`: it would cut off the end of what was pasted, whose
beginning may be a label and marks that nobody sees. The length of what was read is checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from marketplace.pasted_codes import read_code, without_unseen

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_HTTPS_ALONE = re.compile(r"https:/*", re.IGNORECASE)


class CodeField(forms.CharField):
    """A code, cleaned as `read` reads it: by default without spaces, dashes and dots."""

    def __init__(self, *, read: Callable[[str], str] = read_code, **kwargs: Any) -> None:
        self.read = read
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The code as it is compared."""
        return self.read(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Nothing cuts off what is pasted."""
        return _without_length(super().widget_attrs(widget))


class PastedEmailField(forms.EmailField):
    """A mail address, without what nobody sees."""

    def to_python(self, value: Any) -> str:
        """The address, trimmed, without format characters."""
        return without_unseen(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Nothing cuts off what is pasted."""
        return _without_length(super().widget_attrs(widget))


class HttpsField(forms.URLField):
    """The address of a page, which begins with https://; one without a beginning gets it.

    Whatever is wrong is said once, with what is wanted instead. `longest` is in characters.
    """

    default_validators = [URLValidator(schemes=["https"])]
    default_error_messages = {
        "invalid": _("We cannot read this address: paste one as in https://your-brand.fr/offer."),
        "https": _("Give an address that begins with https://, as in https://your-brand.fr/offer."),
        "alone": _("The address ends after https://: paste all of it."),
        "too_long": _(
            "This address has %(length)s characters; %(limit)s is the most that we can keep."
        ),
    }

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> Any:
        """The address without what nobody sees, line ends and outer spaces. Raises once."""
        typed = _one_line(str(value or ""))
        if not typed:
            return self.empty_value
        if _HTTPS_ALONE.fullmatch(typed):
            self._refuse("alone")
        if not _SCHEME.match(typed):
            typed = f"https://{typed.lstrip('/')}"
        elif not typed.lower().startswith("https://"):
            self._refuse("https")
        if len(typed) > self.longest:
            self._refuse("too_long", length=len(typed), limit=self.longest)
        return super().to_python(typed)

    def run_validators(self, value: Any) -> None:
        """The first thing that is wrong is enough."""
        try:
            super().run_validators(value)
        except ValidationError as error:
            raise error.error_list[0] from None

    def _refuse(self, code: str, **params: Any) -> NoReturn:
        raise ValidationError(self.error_messages[code], code=code, params=params or None)


def _one_line(typed: str) -> str:
    """Long addresses are broken over lines in mails: the pieces are put together again."""
    return "".join(line.strip() for line in without_unseen(typed).splitlines())


def _without_length(attrs: dict[str, Any]) -> dict[str, Any]:
    attrs.pop("maxlength", None)
    return attrs
