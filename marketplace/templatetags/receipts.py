"""The till receipt."""

from typing import Any

from django.template import Library

from marketplace.drawing.receipt import Receipt

register = Library()


@register.inclusion_tag("components/receipt.html", name="receipt")
def receipt_tag(receipt: Receipt, title: str, why: str = "", contest: str = "") -> dict[str, Any]:
    """`{% receipt truth.receipt title=... %}`: the lines, the total and the torn edge.

    `why` is the id of a dialog that explains, `contest` the address of an appeal.
    """
    return {"receipt": receipt, "title": title, "why": why, "contest": contest}
