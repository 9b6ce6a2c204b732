"""The address of a route, with the objects of the first tenants in it."""

from __future__ import annotations


def address(route: str, ids: dict[str, int | str]) -> str:
    """Return the route with the first tenant's objects in it."""
    route = route.replace(
        "<int:pk>/pictures/<uuid:picture>", f"<int:pk>/pictures/{ids['pictures']}"
    )
    for name, pk in sorted(ids.items(), key=lambda item: -len(item[0])):
        if route.startswith(f"{name}/<"):
            route = (
                route.replace("<int:pk>", str(pk))
                .replace("<pk>", str(pk))
                .replace("<str:code>", str(pk))
                .replace("<str:token>", str(pk))
                .replace("<uuid:picture>", str(pk))
            )
    route = route.replace("<slug:slug>", "privacy").replace("<str:version>", "1")
    route = route.replace("<str:month>", "2026-11")
    route = route.replace("<int:case>", str(ids["review/cases"]))
    route = route.replace("<int:member>", str(ids["team"])).replace("<step:step>", "words")
    route = route.replace("<path:object_id>", "0").replace("<app_label>", "accounts")
    return "/" + route.replace("<uidb36>", "1").replace("<key>", "a-key")
