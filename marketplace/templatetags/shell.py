"""What surrounds every page: where the reader is and where they can go."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template import Context, Library
from django.urls import reverse

from marketplace.accounts import working_for
from marketplace.accounts.models import User
from marketplace.navigation import Place, places
from marketplace.notifications.models import Notice
from marketplace.own_tab import said_of_own_tab

register = Library()


@register.simple_tag
def mails_kept_here() -> str:
    """The address of the mails that were sent, on one's own machine; "" elsewhere."""
    return reverse("notifications:mail_list") if settings.EMBEDDED else ""


@register.simple_tag
def own_tab() -> str:
    """Said of a link to a tab of its own: `<a … target="_blank">…{% own_tab %}</a>`."""
    return said_of_own_tab()


@register.filter
def distinct(shown: Iterable[Message]) -> list[Message]:
    """`{% for message in messages|distinct %}`: what is said twice is shown once."""
    return list({(one.level, str(one)): one for one in shown}.values())


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> int:
    """How many notices wait for the signed-in person; asked of the database once a page."""
    request: HttpRequest = context["request"]
    if not hasattr(request, "unread_notices"):
        unread = Notice.objects.filter(user=request.user.pk).unread().count()
        request.unread_notices = unread  # type: ignore[attr-defined]
    return int(getattr(request, "unread_notices"))  # noqa: B009  kept on the request for the page


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[tuple[Place, bool]]:
    """`{% navigation as nav %}`: the signed-in person's places, each with whether it is here."""
    request: HttpRequest = context["request"]
    match = request.resolver_match
    here = match.view_name if match else ""
    role: str = getattr(request.user, "role", "")
    return [(place, place.holds(here)) for place in places(role)]


@register.simple_tag(takes_context=True)
def brands_to_work_for(context: Context) -> dict[str, Any] | None:
    """`{% brands_to_work_for as brands %}`: the choices and the choice, or None for no choice.

    Somebody with one brand of their own and no mandate has nothing to choose.
    """
    request: HttpRequest = context["request"]
    user = request.user
    if not isinstance(user, User) or user.role != User.Role.BRAND:
        return None
    choices = list(working_for.choices(user))
    if not choices or [brand.is_own for brand in choices] == [True]:  # type: ignore[attr-defined]
        return None
    kept = request.session.get(working_for.KEY)
    chosen = next((brand for brand in choices if brand.pk == kept), None)
    return {"choices": choices, "chosen": chosen}
