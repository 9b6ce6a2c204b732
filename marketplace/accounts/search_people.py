"""Find people and organisations by what one knows of them: name, address, handle, SIREN."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from marketplace.accounts.models import Organisation, SocialAccount, Suspension, User
from marketplace.accounts.proof import company_numbers
from marketplace.accounts.social.read_handle import handle_meant
from marketplace.pasted_codes import without_unseen
from marketplace.search_text import matching


def people(words: str) -> QuerySet[User]:
    """Users of the site, the newest first; '' is everybody. `is_suspended` says so of each."""
    words = without_unseen(words)
    handle = handle_meant(words)
    accounts = SocialAccount.objects.filter(
        handle__contains=handle, influencer__user=OuterRef("pk")
    )
    found = User.objects.select_related("influencer").annotate(
        is_suspended=Exists(Suspension.objects.lasting().filter(user=OuterRef("pk")))
    )
    if words:
        named = matching(words, "name", "email", "influencer__display_name")
        found = found.filter(named | Exists(accounts) if handle else named)
    return found.order_by("-pk")


def organisations(words: str) -> QuerySet[Organisation]:
    """Brands and agencies by name or SIREN, the newest first."""
    words = without_unseen(words)
    number = company_numbers.siren_meant(words)
    found = Organisation.objects.annotate(
        is_suspended=Exists(Suspension.objects.lasting().filter(organisation=OuterRef("pk")))
    )
    if words:
        named = matching(words, "name", "legal_name")
        found = found.filter(named | Q(siren__startswith=number, siren__gt="") if number else named)
    return found.order_by("-pk")
