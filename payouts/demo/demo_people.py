"""People and organisations of the demo. Names are made up; addresses end in .example."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from marketplace.accounts import invite_member, mandates, membership
from marketplace.accounts.models import (
    Influencer,
    Mandate,
    Membership,
    Organisation,
    Proof,
    SocialAccount,
    User,
)
from marketplace.accounts.proof import prove_sponsor
from marketplace.accounts.social import list_account
from marketplace.accounts.social import prove_account as social_proof
from marketplace.audience import Network, Topic
from marketplace.paris_days import paris_today
from marketplace.terms.accepting import accept, asked_of
from payouts.demo.password import PASSWORD

FIRST_NAMES = (
    "Lina", "Théo", "Sarah", "Adam", "Inès", "Noé", "Jade", "Milo", "Alma", "Sacha",
    "Élise", "Nils", "Rose", "Ilyès", "Zoé", "Aaron", "Maud", "Yanis", "Lou", "Basile",
    "Nour", "Côme", "Ambre", "Eliott", "Salomé",
)  # fmt: skip
MEMBERS = (
    ("campagnes@franc.example", "Nadia B.", Membership.Role.MANAGER),
    ("compta@franc.example", "Hugo P.", Membership.Role.FINANCE),
)
# They have an address and nothing else yet: their next page is the first of the way in.
BEGINNERS = (
    ("debut@franc.example", "Mona S.", User.Role.INFLUENCER),
    ("jeune-marque@franc.example", "Anouk F.", User.Role.BRAND),
)
INITIALS = ("M.", "B.", "D.", "K.")


@dataclass(frozen=True)
class Cast:
    """Everybody of the demo, by what they do."""

    brands: dict[str, Organisation]
    agency: Organisation
    influencers: list[Influencer]
    reviewer: User
    colleague: User
    finance: User


def invite() -> Cast:
    """Create the cast, or find it when it was created before."""
    rail = _member(
        "marque@franc.example", "Camille R.", _organisation("Rail Vert", "Rail Vert SAS")
    )
    miel = _member("miel@franc.example", "Louise T.", _organisation("Miel des Toits", "Toits SARL"))
    velo = _member("velo@franc.example", "Karim A.", _organisation("Vélo Cargo", "Vélo Cargo SCOP"))
    agency = _organisation("Opale", "Agence Opale SAS", Organisation.Kind.AGENCY)
    _member("agence@franc.example", "Victor L.", agency)
    Mandate.objects.get_or_create(agency=agency, brand=rail, ended_at=None)
    _teams(rail, miel, velo, agency)
    for email, name, role in BEGINNERS:
        user(email, name, role)
    reviewer = _staff("moderation@franc.example", "Agathe V.", User.Role.REVIEWER)
    for brand, siren in ((rail, "100000009"), (miel, "100000017"), (velo, "100000025")):
        prove(brand, siren, reviewer)
    return Cast(
        brands={"rail": rail, "miel": miel, "velo": velo},
        agency=agency,
        influencers=[_influencer(number) for number in range(50)],
        reviewer=reviewer,
        colleague=_staff("moderation-2@franc.example", "Samir O.", User.Role.REVIEWER),
        finance=_staff("finance@franc.example", "Paul G.", User.Role.FINANCE),
    )


def user(email: str, name: str, role: User.Role, password: str = PASSWORD) -> User:
    """Return a demo user whose address is confirmed; an empty `password` lets nobody sign in."""
    found, new = User.objects.get_or_create(
        email=email, defaults={"name": name, "role": role, "is_demo": True}
    )
    if new:
        found.password = _hash(password) if password else make_password(None)
        found.save(update_fields=["password"])
        EmailAddress.objects.create(user=found, email=email, verified=True, primary=True)
        document = asked_of(role)
        if document:
            accept(found.pk, document)
    return found


@cache
def _hash(password: str) -> str:
    """One hash for all: made fifty times, it would be most of the demo's time."""
    return make_password(password)


def _organisation(
    name: str, legal_name: str, kind: Organisation.Kind = Organisation.Kind.BRAND
) -> Organisation:
    found, _new = Organisation.objects.get_or_create(
        name=name, kind=kind, defaults={"legal_name": legal_name}
    )
    return found


def prove(brand: Organisation, siren: str, reviewer: User) -> None:
    """Have a reviewer confirm a brand's number and its domain, which exists in the demo only."""
    for kind, value in ((Proof.Kind.NUMBER, siren), (Proof.Kind.DOMAIN, domain_of(brand))):
        proof, new = Proof.objects.get_or_create(organisation=brand, kind=kind, value=value)
        if new:
            prove_sponsor.confirm(proof, reviewer, "Une marque de la démonstration.")


def domain_of(brand: Organisation) -> str:
    return f"{slugify(brand.name)}.example"


def _member(email: str, name: str, organisation: Organisation) -> Organisation:
    member = user(email, name, User.Role.BRAND)
    Membership.objects.get_or_create(user=member, organisation=organisation)
    return organisation


def _teams(
    rail: Organisation, miel: Organisation, velo: Organisation, agency: Organisation
) -> None:
    """A team with something in its log, a mandate with limits, and a request that waits."""
    owner = rail.members.order_by("pk")[:1].get()
    if rail.events.exists():
        return
    for email, name, role in MEMBERS:
        membership.join(rail, user(email, name, User.Role.BRAND), role)
    invite_member.invite(rail, "stage@franc.example", Membership.Role.VIEWER, owner)
    agent = agency.members.order_by("pk")[:1].get()
    cargo = mandates.request(agency, velo, agent, 500_000, None)
    mandates.accept(cargo, velo.members.order_by("pk")[:1].get(), 300_000, None)
    mandates.request(agency, miel, agent, 200_000, paris_today() + timedelta(days=180))


def _staff(email: str, name: str, role: User.Role) -> User:
    member = user(email, name, role)
    if not Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(member, generate_totp_secret())
    return member


def _influencer(number: int) -> Influencer:
    name = f"{FIRST_NAMES[number % 25]} {INITIALS[(number // 25 + number) % 4]}"
    email = "lina@franc.example" if number == 0 else f"influenceur-{number:02}@franc.example"
    topics = list(Topic)
    found, new = Influencer.objects.get_or_create(
        user=user(email, name, User.Role.INFLUENCER),
        defaults={
            "display_name": name,
            "birth_date": date(1975 + number * 7 % 30, 1 + number % 12, 1 + number % 28),
            "languages": ["fr", "en"] if number % 3 == 0 else ["fr"],
            "topics": [topics[number % len(topics)], topics[(number * 5 + 3) % len(topics)]],
            "is_adult": True,
        },
    )
    if new:
        _accounts(found, number)
    return found


def _accounts(influencer: Influencer, number: int) -> None:
    """One proven account each; every fifth has another that is still to be proven."""
    networks = list(Network)
    name = unicodedata.normalize("NFKD", influencer.display_name.split(maxsplit=1)[0].lower())
    handle = f"{name.encode('ascii', 'ignore').decode()}_{number:02}"
    followers = (180, 640, 2_300, 15_000, 420, 890, 5_100)[number % 7]
    SocialAccount.objects.create(
        influencer=influencer, network=networks[number % len(networks)], handle=handle,
        followers=followers, status=SocialAccount.Status.PROVEN, proven_at=timezone.now(),
    )  # fmt: skip
    if number % 5 == 0:
        other = list_account.add(influencer, networks[(number + 1) % len(networks)], handle, 1_240)
        if number % 2 == 0:
            social_proof.ask_for_proof(other)
