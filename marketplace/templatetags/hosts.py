"""Hosts and addresses in templates: what people read, and what a browser is led to."""

from django.template import Library

from marketplace import host_names

register = Library()


@register.filter
def host_shown(host: str) -> str:
    """`{{ proof.value|host_shown }}` is straße.example for xn--strae-oqa.example."""
    return host_names.shown_host(host)


@register.filter
def url_shown(url: str) -> str:
    """`{{ campaign.landing_url|url_shown }}`: its host as people read it."""
    return host_names.shown_url(url)


@register.filter
def url_led_to(url: str) -> str:
    """`href="{{ campaign.landing_url|url_led_to }}"`: its host as it was proved and looked at."""
    return host_names.with_ascii_host(url)
