"""What a click needs to exist: a campaign, a claim and links."""

from datetime import timedelta

from django.utils import timezone

from campaigns.models import Campaign, Claim, Link
from marketplace.accounts.models import Influencer, Organisation, User

LANDING = "https://brand.example/spring"


def make_claim(name: str = "lea", destination: str = LANDING, status: str = "live") -> Claim:
    """A claim of an influencer of its own in a campaign of its own."""
    brand = Organisation.objects.create(name=f"Brand of {name}", legal_name="Brand SAS")
    today = timezone.now().date()
    campaign = Campaign.objects.create(
        sponsor=brand,
        buyer=brand,
        title="Spring",
        brief="Say it in your words.",
        landing_url=LANDING,
        destination_url=destination,
        rate_cents=35,
        cap_cents=5000,
        budget_cents=100_000,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30),
        status=status,
        is_political=False,
    )
    user = User.objects.create_user(f"{name}@example.org")
    influencer = Influencer.objects.create(user=user, display_name=name, is_adult=True)
    return Claim.objects.create(
        campaign=campaign, influencer=influencer, rate_cents=35, cap_cents=5000
    )


def make_links(claim: Claim, *codes: str) -> list[Link]:
    return [Link.objects.create(claim=claim, code=code) for code in codes]
