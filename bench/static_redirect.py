"""A yardstick: granian's RSGI answering every request with the same 302."""

from campaigns.clicks.redirect.rsgi import Answer, Scope

HEADERS = [
    ("location", "https://brand.example/spring?utm_source=franc&utm_medium=cpc"),
    ("cache-control", "no-store"),
    ("x-robots-tag", "noindex"),
]


class StaticRedirect:
    async def __rsgi__(self, scope: Scope, answer: Answer) -> None:
        answer.response_empty(302, HEADERS)


app = StaticRedirect()
