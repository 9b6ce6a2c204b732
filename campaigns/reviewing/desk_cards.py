"""Load what a reviewer must see of the things on one page of the desk, a few queries a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Prefetch

from campaigns import reasons
from campaigns.cases import at_stake
from campaigns.disclosure import write_message
from campaigns.disclosure.mark_problems import inciting
from campaigns.figures.click_figures import counts_by_claim
from campaigns.models import (
    Amendment,
    Appeal,
    Campaign,
    Case,
    Claim,
    Dispute,
    LandingCheck,
    LandingMatter,
    Picture,
    Post,
)
from campaigns.reviewing.gather_desk import Waiting
from campaigns.running.explain_refusal import what_to_prove
from marketplace.accounts.models import Finding, Proof, SocialAccount, User

Card = dict[str, Any]
PICTURES = Prefetch("pictures", Picture.objects.defer("image"))


def cards(page: Iterable[Waiting]) -> list[Card]:
    """Return the cards in the order of `page`; what was decided meanwhile is left out."""
    shown = list(page)
    wanted: dict[str, list[int]] = defaultdict(list)
    for one in shown:
        wanted[one.kind].append(one.pk)
    loaded = {kind: LOADERS[kind](pks) for kind, pks in wanted.items()}
    return [
        {"waiting": one, "template": f"campaigns/desk/{one.kind}.html", **loaded[one.kind][one.pk]}
        for one in shown
        if one.pk in loaded[one.kind]
    ]


def _posts(pks: list[int]) -> dict[int, Card]:
    found = (
        Post.objects.filter(pk__in=pks)
        .select_related(
            "link__claim__campaign__sponsor",
            "link__claim__campaign__buyer",
            "link__claim__influencer",
        )
        .prefetch_related("link__claim__messages", "link__claim__influencer__accounts")
    )
    return {post.pk: _post(post) for post in found}


def _post(post: Post) -> Card:
    claim: Claim = post.link.claim
    message = write_message.current_of(claim.messages.all())
    return {
        "post": post,
        "claim": claim,
        "campaign": claim.campaign,
        "message": message,
        "inciting": [*inciting(message.body if message else ""), *inciting(post.words)],
    }


def _campaigns(pks: list[int]) -> dict[int, Card]:
    found = Campaign.objects.filter(pk__in=pks).select_related("sponsor", "buyer")
    found = found.prefetch_related("sponsor__proofs", "landing_checks", "transitions", PICTURES)
    return {
        campaign.pk: {
            "campaign": campaign,
            "unproved": what_to_prove(campaign),
            "seen": _latest(campaign),
        }
        for campaign in found
    }


def _latest(campaign: Campaign) -> LandingCheck | None:
    """As campaigns.drafts.check_landing_page.latest, from rows that are loaded."""
    looks = (one for one in campaign.landing_checks.all() if one.url == campaign.landing_url)
    return next(looks, None)


def _amendments(pks: list[int]) -> dict[int, Card]:
    found = Amendment.objects.filter(pk__in=pks)
    found = found.select_related("campaign__sponsor", "campaign__buyer", "by")
    return {
        row.pk: {"amendment": row, "campaign": row.campaign, "changes": changes_of(row)}
        for row in found
    }


def _landings(pks: list[int]) -> dict[int, Card]:
    found = LandingMatter.objects.open().filter(pk__in=pks)
    found = found.select_related(
        "look", "campaign__approved_look", "campaign__sponsor", "campaign__buyer"
    )
    return {matter.pk: {"matter": matter, "campaign": matter.campaign} for matter in found}


def changes_of(amendment: Amendment) -> list[dict[str, Any]]:
    """Return the fields that change, by name, each with what it was and will be."""
    return [
        {
            "field": name,
            "name": field_name(name),
            "before": amendment.before.get(name, ""),
            "after": after,
        }
        for name, after in amendment.after.items()
    ]


def field_name(name: str) -> Any:
    """Return what a field of a campaign is called, in the language of the moment."""
    fields = {field.name: field for field in Campaign._meta.get_fields()}  # noqa: SLF001  public
    return getattr(fields[name], "verbose_name", name)


def _disputes(pks: list[int]) -> dict[int, Card]:
    found = list(
        Dispute.objects.filter(pk__in=pks)
        .select_related("claim__campaign__sponsor", "claim__campaign__buyer", "claim__influencer")
        .prefetch_related("claim__influencer__accounts")
    )
    counts = counts_by_claim([dispute.claim_id for dispute in found])
    return {
        dispute.pk: {
            "dispute": dispute,
            "claim": dispute.claim,
            "campaign": dispute.claim.campaign,
            "counts": counts[dispute.claim_id],
        }
        for dispute in found
    }


def _cases(pks: list[int]) -> dict[int, Card]:
    found = Case.objects.open().filter(pk__in=pks)
    found = found.select_related("campaign__sponsor", "campaign__buyer")
    stakes = at_stake.of_cases(pks)
    return {
        case.pk: {
            "case": case,
            "campaign": case.campaign,
            "words": reasons.words(case.reason),
            "stake": stakes.get(case.pk, at_stake.Stake()),
        }
        for case in found
    }


def _appeals(pks: list[int]) -> dict[int, Card]:
    found = Appeal.objects.open().filter(pk__in=pks)
    found = found.select_related(
        "case", "claim__campaign__sponsor", "claim__campaign__buyer", "claim__influencer"
    ).prefetch_related("case__decisions__by")
    stakes = at_stake.of_appeals(pks)
    reviewers = list(User.objects.reviewing())
    return {
        appeal.pk: {
            "appeal": appeal,
            "claim": appeal.claim,
            "campaign": appeal.claim.campaign,
            "words": reasons.words(appeal.case.reason),
            "stake": stakes.get(appeal.pk, at_stake.Stake()),
            "decision": next(
                (d for d in appeal.case.decisions.all() if d.claim_id in {None, appeal.claim_id}),
                None,
            ),
            "deciders": (barred := _deciders(appeal)),
            "others": [one for one in reviewers if one.pk not in barred],
        }
        for appeal in found
    }


def _deciders(appeal: Appeal) -> set[int]:
    """As campaigns.cases.appeal_case.deciders, from rows that are loaded."""
    return {one.by_id for one in appeal.case.decisions.all() if not one.on_appeal}


def _accounts(pks: list[int]) -> dict[int, Card]:
    found = SocialAccount.objects.filter(pk__in=pks).select_related("influencer__user")
    return {account.pk: {"account": account} for account in found}


def _proofs(pks: list[int]) -> dict[int, Card]:
    found = Proof.objects.filter(pk__in=pks).select_related("organisation")
    return {proof.pk: {"proof": proof} for proof in found}


def _findings(pks: list[int]) -> dict[int, Card]:
    found = Finding.objects.filter(pk__in=pks)
    found = found.prefetch_related("influencers__accounts", "influencers__user", "decisions__by")
    return {finding.pk: {"finding": finding} for finding in found}


LOADERS: dict[str, Callable[[list[int]], dict[int, Card]]] = {
    "post": _posts,
    "campaign": _campaigns,
    "amendment": _amendments,
    "landing": _landings,
    "case": _cases,
    "appeal": _appeals,
    "dispute": _disputes,
    "account": _accounts,
    "proof": _proofs,
    "finding": _findings,
}
