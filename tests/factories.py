"""People, promises and clicks for tests, through the acts of the product where there are any."""

from __future__ import annotations

import itertools
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory
from uuid_utils import uuid7

from campaigns.cases import open_case
from campaigns.cases.suspicion import Suspect, Suspicion
from campaigns.clicks.forgetting import partitions
from campaigns.clicks.judging import judge_clicks
from campaigns.disclosure import decide_post, write_message
from campaigns.joining import claim_campaign
from campaigns.models import Campaign, Case, Claim, Click, Link, Message
from campaigns.running import lifecycle
from marketplace.accounts.models import (
    Influencer,
    Mandate,
    Membership,
    Organisation,
    Proof,
    SocialAccount,
    User,
)
from marketplace.audience import Network, Tier, Topic
from marketplace.parking import park_work
from marketplace.parking.models import ParkedTask
from marketplace.terms.accepting import accept, asked_of
from payouts import escrow

BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/130.0.0.0 Safari/537.36"
)
NUMBERS = itertools.count(1)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = Sequence(lambda n: f"person-{n}@test.example")
    name = Sequence(lambda n: f"Person {n}")
    role = User.Role.INFLUENCER
    password = LazyFunction(lambda: make_password("a-long-password"))

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        """Accept the terms of one's role too; `terms=False` leaves that to the test."""
        terms = kwargs.pop("terms", True)
        user: User = super()._create(model_class, *args, **kwargs)
        document = asked_of(user.role)
        if terms and document:
            accept(user.pk, document)
        return user


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    name = Sequence(lambda n: f"Brand {n}")
    legal_name = LazyAttribute(lambda o: f"{o.name} SAS")


class InfluencerFactory(DjangoModelFactory[Influencer]):
    """An influencer with one proven account; `account` is its status, None for no account."""

    class Meta:
        model = Influencer

    user = SubFactory(UserFactory)
    display_name = Sequence(lambda n: f"Influencer {n}")
    network = Network.INSTAGRAM
    handle = Sequence(lambda n: f"@influencer_{n}")
    followers = 300
    account: str | None = SocialAccount.Status.PROVEN
    birth_date = date(1996, 5, 12)
    languages = LazyFunction(lambda: ["fr"])
    is_adult = True

    @classmethod
    def _create(cls, model_class: type[Influencer], *args: Any, **kwargs: Any) -> Influencer:
        account = {name: kwargs.pop(name) for name in ("network", "handle", "followers")}
        status = kwargs.pop("account")
        made: Influencer = super()._create(model_class, *args, **kwargs)
        if status:
            social_account(made, status=status, **account)
        return made


def social_account(influencer: Influencer, **fields: Any) -> SocialAccount:
    """One more account of an influencer, unproven unless `status` says otherwise."""
    values: dict[str, Any] = {"network": "tiktok", "handle": f"handle_{next(NUMBERS)}",
                              "followers": 300, **fields}  # fmt: skip
    if values.get("status") == SocialAccount.Status.PROVEN:
        values.setdefault("proven_at", timezone.now())
    if values.get("status") == SocialAccount.Status.REFUSED:
        values.setdefault("reason", "The code is not there.")
    return SocialAccount.objects.create(influencer=influencer, **values)


def brand(organisation: Organisation | None = None) -> tuple[User, Organisation]:
    """A brand's owner and their brand, whose number and domain (brand.example) are proved."""
    user = UserFactory.create(role=User.Role.BRAND)
    organisation = organisation or proven(OrganisationFactory.create())
    Membership.objects.create(user=user, organisation=organisation)
    return user, organisation


def agency() -> tuple[User, Organisation]:
    """An agency's owner and their agency, without a mandate."""
    return brand(OrganisationFactory.create(kind=Organisation.Kind.AGENCY))


def member(organisation: Organisation, role: str) -> User:
    """Somebody with an account of a brand who acts for the organisation in this role."""
    user = UserFactory.create(role=User.Role.BRAND)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def proven(organisation: Organisation, *domains: str) -> Organisation:
    """Let a reviewer have confirmed the organisation's number and domains (brand.example)."""
    values = {Proof.Kind.NUMBER: ["100000009"], Proof.Kind.DOMAIN: domains or ("brand.example",)}
    for kind, wanted in values.items():
        for value in wanted:
            Proof.objects.update_or_create(
                organisation=organisation,
                kind=kind,
                value=value,
                defaults={
                    "status": Proof.Status.VERIFIED,
                    "means": Proof.Means.HAND,
                    "decided_at": timezone.now(),
                },
            )
    return organisation


def mandate(agency: Organisation, brand: Organisation, **fields: Any) -> Mandate:
    """An accepted mandate, without a limit unless one is given."""
    return Mandate.objects.create(agency=agency, brand=brand, **fields)


def draft(organisation: Organisation | None = None, **fields: Any) -> Campaign:
    """A draft at EUR 0.35 a click up to EUR 50, budget EUR 1,000 with a fee of 10 %."""
    organisation = organisation or brand()[1]
    today = timezone.now().date()
    values: dict[str, Any] = {
        "title": f"Campaign {next(NUMBERS)}",
        "brief": "Say it in your own words.",
        "landing_url": "https://brand.example/landing",
        "category": Topic.TRAVEL,
        "is_political": False,
        "tiers": list(Tier),
        "everyday_confirmed_at": timezone.now(),
        "rate_cents": 35,
        "cap_cents": 5_000,
        "budget_cents": 100_000,
        "starts_on": today - timedelta(days=5),
        "ends_on": today + timedelta(days=30),
        **fields,
    }
    values.setdefault("buyer", organisation)
    return Campaign.objects.create(sponsor=organisation, **values)


def live(
    organisation: Organisation | None = None, *, since: datetime | None = None, **fields: Any
) -> Campaign:
    """A funded campaign that has been live for five days, of a sponsor who is proved."""
    campaign = draft(organisation, **fields)
    proven(campaign.sponsor, str(urlsplit(campaign.landing_url).hostname))
    member = campaign.buyer.members.order_by("pk")[:1].get()
    since = since or timezone.now() - timedelta(days=5)
    escrow.top_up(campaign.buyer_id, campaign.budget_cents, secrets.token_hex(8))
    lifecycle.submit(campaign, member, at=since)
    escrow.launch(campaign, reviewer(), at=since)
    return campaign


def reviewer() -> User:
    return UserFactory.create(role=User.Role.REVIEWER)


def finance() -> User:
    return UserFactory.create(role=User.Role.FINANCE)


def claim(campaign: Campaign, influencer: Influencer | None = None) -> Claim:
    """A claim with an accepted message and a link, nothing posted yet."""
    made = claim_campaign.claim(campaign.pk, influencer or InfluencerFactory.create())
    write_message.write(made, f"Vraiment bien. {' '.join(campaign.required_words)}", "fr")
    return made


def message_that_waits(campaign: Campaign) -> Message:
    """A message that its brand may still veto, of an influencer who has joined."""
    joined = claim_campaign.claim(campaign.pk, InfluencerFactory.create())
    return Message.objects.create(
        claim=joined,
        label="Publicité",
        body="Vraiment bien.",
        status=Message.Status.WAITING,
        policy="2026-11",
        decide_by=timezone.now() + timedelta(hours=4),
    )


def approved_link(campaign: Campaign, influencer: Influencer | None = None) -> Link:
    """The link of a new claim whose post is approved."""
    link = claim(campaign, influencer).links.get()
    decide_post.approve(decide_post.submit(link, "https://social.example/p/1"), reviewer())
    return link


def click(
    link: Link,
    at: datetime | None = None,
    *,
    visitor: bytes | None = None,
    before: bytes | None = None,
    user_agent: str = BROWSER,
    **fields: Any,
) -> UUID:
    """Store a click as shipping does, waiting for its verdict; return its id."""
    moment = at or datetime.now(UTC)
    click_id = UUID(bytes=uuid7(nanoseconds=int(moment.timestamp() * 1000) * 1_000_000).bytes)
    values = {
        "id": str(click_id), "link_id": link.pk, "claim_id": link.claim_id, "method": "GET",
        "prefetch": False, "user_agent_id": agent(user_agent), "referrer_host": "",
        "languages": "fr", "visitor_day": secrets.token_bytes(16) if visitor is None else visitor,
        "late": False, **fields,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        cursor.execute(
            f"INSERT INTO campaigns_click (at, {columns}) VALUES (uuid7_at(%s), {marks})"
            " RETURNING arrival, at",
            [values["id"], *values.values()],
        )
        arrival, stored_at = cursor.fetchone()
        cursor.execute(
            "INSERT INTO campaigns_clicktojudge"
            " (arrival, click_id, click_at, claim_id, link_id, visitor_before)"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [arrival, str(click_id), stored_at, link.claim_id, link.pk, before],
        )
    return click_id


def clicks(link: Link, count: int, at: datetime | None = None) -> list[UUID]:
    """Store clicks of as many visitors."""
    return [click(link, at) for _ in range(count)]


def case(link: Link, reason: str = "ring", count: int = 1) -> Case:
    """A case of new clicks of a link, held until somebody decides."""
    made = set(clicks(link, count))
    while judge_clicks.judge_batch():
        pass
    suspects = [
        Suspect(pk, at, link.claim_id, link.pk)
        for pk, at in Click.objects.filter(id__in=made).values_list("id", "at")
    ]
    key = f"{reason}:{next(NUMBERS)}"
    open_case.hold(Suspicion(reason, key, link.claim.campaign_id, suspects))
    return Case.objects.get(key=key)


def parked_task(task: str = "campaigns.rejudge_post") -> ParkedTask:
    """Work of its own that was given up."""
    kwargs = {"post_id": next(NUMBERS)}
    park_work.put_in(task, kwargs, "Traceback …\nValueError: it cannot be done", attempts=4)
    return ParkedTask.objects.get(task=task, kwargs=kwargs, status="parked")


def agent(string: str) -> int:
    """Return the id of a user-agent string."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO campaigns_useragent (digest, string) VALUES (sha256(%s), %s)"
            " ON CONFLICT (digest) DO UPDATE SET string = excluded.string RETURNING id",
            [string.encode(), string],
        )
        return int(cursor.fetchone()[0])


def prepare_days() -> None:
    """Make the partitions of these days."""
    partitions.prepare()
