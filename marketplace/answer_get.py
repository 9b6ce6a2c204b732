"""An act answers GET too: a reload, back, a bookmark or the other language is led on.

A browser shows the address that a form was sent to, as soon as the answer is a page. So no such
address is a dead end: asked by GET it leads to the thing that it is about.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]
ANSWERED = ["GET", "HEAD", "POST"]


def acts(
    lead: Callable[..., HttpResponse],
) -> Callable[[View[Parameters]], View[Parameters]]:
    """Let POST act, and GET lead on; below the decorators that say who may come here at all.

    `lead` gets the request and what the address names.
    """

    def decorate(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def answer(
            request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs
        ) -> HttpResponse:
            if request.method not in ANSWERED:
                return HttpResponseNotAllowed(ANSWERED)
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return lead(request, *args, **kwargs)

        return cast("View[Parameters]", answer)

    return decorate


def leads_to(name: str, *named: str) -> Callable[..., HttpResponse]:
    """Return a lead to the page of this name, with what of the address is `named` in its own."""

    def lead(_request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect(name, *[kwargs[one] for one in named])

    return lead
