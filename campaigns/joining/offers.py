"""What an influencer finds: campaigns, what fits first, and what can be done with each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from campaigns.joining import eligibility
from campaigns.joining.eligibility import Obstacle, Person
from campaigns.models import Campaign, Claim, JoinRequest
from marketplace.accounts.models import Influencer
from marketplace.paris_days import paris_today
from marketplace.paris_queries import today_began
from marketplace.search_text import matching

MOST = 500  # campaigns ranked at once, the newest; beyond that search and filters narrow them

JOINABLE = frozenset({"claim", "ask", "back"})
Request = JoinRequest.Status


@dataclass(frozen=True)
class Wish:
    """What is looked for; "" is anything. `only_open`: only what can be joined now."""

    query: str = ""
    network: str = ""
    language: str = ""
    topic: str = ""
    order: str = "fit"
    only_open: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether nothing narrows the list."""
        return self == Wish(order=self.order)


@dataclass(frozen=True)
class Offer:
    """A campaign for one influencer: what keeps them from it, and what they did before."""

    campaign: Campaign
    obstacles: Collection[Obstacle]
    claim: Claim | None
    request: JoinRequest | None
    speaks_of_it: bool

    @property
    def act(self) -> str:
        """What can be done: open, back, asked, ask, claim, or "" when nothing can."""
        if self.claim and self.claim.left_at is None:
            return "open"
        if self.request and self.request.status == Request.WAITING:
            return "asked"
        if self.obstacles or self.is_declined:
            return ""
        if self.claim:
            return "back"
        return "ask" if self.campaign.admission == Campaign.Admission.CHOSEN else "claim"

    @property
    def is_declined(self) -> bool:
        return self.request is not None and self.request.status == Request.DECLINED

    @property
    def rank(self) -> tuple[int, bool, bool, int, int]:
        """What fits first: what can be joined, on my topics, meant for few; then what pays most.

        After it what was joined before, and last what cannot be.
        """
        chosen = bool(self.campaign.networks or self.campaign.languages)
        return (
            0 if self.act in JOINABLE else 1 if self.act else 2,
            not self.speaks_of_it,
            not chosen,
            -self.campaign.rate_cents,
            -self.campaign.pk,
        )


def offers(influencer: Influencer, wish: Wish) -> list[Offer]:
    """Return what `influencer` finds, in the order asked for, with a constant number of queries."""
    found = narrowed(Campaign.objects.open_to_claims(), wish).select_related("sponsor", "buyer")
    made = _offers(influencer, found.order_by("-id")[:MOST])
    if wish.only_open:
        made = [offer for offer in made if offer.act in JOINABLE]
    if wish.order == "pay":
        return sorted(made, key=lambda one: (-one.campaign.rate_cents, -one.campaign.cap_cents))
    return sorted(made, key=lambda one: one.rank)


def offer(influencer: Influencer, campaign: Campaign) -> Offer:
    """Return one campaign as `influencer` sees it, in whatever state it is."""
    return _offers(influencer, [campaign])[0]


def narrowed(campaigns: QuerySet[Campaign], wish: Wish) -> QuerySet[Campaign]:
    """Keep what matches; a campaign without a list of networks or languages matches any."""
    conditions = Q()
    if wish.query:
        conditions &= matching(wish.query, "title", "sponsor__name")
    if wish.network:
        conditions &= Q(networks=[]) | Q(networks__contains=[wish.network])
    if wish.language:
        conditions &= Q(languages=[]) | Q(languages__contains=[wish.language])
    if wish.topic:
        conditions &= Q(category=wish.topic)
    return campaigns.filter(conditions)


def _offers(influencer: Influencer, found: Iterable[Campaign]) -> list[Offer]:
    campaigns = list(found)
    person, today = eligibility.person_of(influencer), paris_today()
    joined = _joined_today(campaigns)
    claims = {c.campaign_id: c for c in influencer.claims.filter(campaign__in=campaigns)}
    # In order of their making: the last request of a campaign is the one that stands.
    asked = influencer.join_requests.filter(campaign__in=campaigns).order_by("id")
    requests = {request.campaign_id: request for request in asked}
    return [
        Offer(
            campaign,
            _obstacles(campaign, person, claims.get(campaign.pk), joined, today),
            claims.get(campaign.pk),
            requests.get(campaign.pk),
            campaign.category in person.topics,
        )
        for campaign in campaigns
    ]


def _obstacles(
    campaign: Campaign, person: Person, claim: Claim | None, joined: dict[int, int], today: date
) -> list[Obstacle]:
    """Places of the day count for those who would be new where the brand does not choose."""
    new = claim is None and campaign.admission == Campaign.Admission.OPEN
    taken = joined.get(campaign.pk, 0) if new else 0
    return eligibility.obstacles(campaign, person, today=today, joined_today=taken)


def _joined_today(campaigns: Collection[Campaign]) -> dict[int, int]:
    limited = [campaign.pk for campaign in campaigns if campaign.joins_per_day is not None]
    today = Claim.objects.filter(campaign__in=limited, created_at__gte=today_began())
    return dict(today.order_by().values_list("campaign_id").annotate(people=Count("pk")))
