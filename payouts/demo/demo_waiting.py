"""What waits for somebody in the demo: half a draft, requests, messages, questions, findings.

Done last, once the traffic is in, so that no click of it is concerned.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from campaigns.disclosure import write_message
from campaigns.drafts import draw_picture
from campaigns.joining import add_links, leave_campaign, request_to_join
from campaigns.models import Campaign, Claim
from campaigns.running import amend_campaign, dispute_clicks
from marketplace.accounts import invite_brand, suspend_account
from marketplace.accounts.findings.note_finding import note_finding
from marketplace.accounts.models import Finding, Influencer, Organisation, User
from marketplace.accounts.social import list_account
from marketplace.accounts.social import prove_account as social_proof
from marketplace.audience import Topic
from marketplace.paris_days import paris_today
from marketplace.parking import park_work
from payouts.demo.demo_campaigns import for_everybody, launch
from payouts.demo.demo_people import Cast, domain_of

SOME_WEEKS = timedelta(days=45)
CHOSEN = "Une table, quatre miels"
LANDING = "campaigns.look_at_landing"
TIMED_OUT = """\
Traceback (most recent call last):
  File "campaigns/tasks.py", line 91, in look_at_landing
    landing.look(campaign_id, url)
  File "campaigns/drafts/check_landing_page.py", line 58, in look
    page = guarded.fetch(url)
TimeoutError: the server did not answer within 10 s
"""
REQUESTS = (
    "Je tiens un carnet de recettes : le miel de châtaignier irait bien avec mes dimanches.",
    "Mes voisins ont des ruches, je parle d’eux chaque semaine.",
    "",
)
SUSPENDED = "Trois comptes du même nom ont demandé les mêmes campagnes."
MESSAGES = (
    "Quatre miels à l’aveugle, et ma fille les reconnaît tous. Pas moi.",
    "Une dégustation de miel chez soi, sans rien préparer : j’ai dit oui.",
)


def leave(cast: Cast) -> None:
    """Leave something for everybody to do."""
    invite_brand.invite_brand(
        cast.agency, "Chai & Cie", "contact@chai.example", _somebody_of(cast.agency), 200_000
    )
    _half_a_draft(cast.brands["velo"])
    _for_another_brand(cast.agency, cast.brands["velo"])
    _chosen_people(cast)
    _a_change(Campaign.objects.get(title="Le miel de votre quartier"))
    _questions(Campaign.objects.get(title="Un dimanche à la mer"), cast.reviewer)
    _lina(cast.influencers[0], cast.reviewer)
    _findings(cast.influencers)
    suspend_account.suspend(cast.influencers[15].user, cast.reviewer, SUSPENDED)
    _work_that_failed(Campaign.objects.get(title=CHOSEN))


def _half_a_draft(velo: Organisation) -> None:
    draft = _draft(velo, velo, title="Un hiver à vélo", landing_url="", brief="", category="")
    Campaign.objects.filter(pk=draft.pk).update(is_political=None, tiers=[])


def _for_another_brand(agency: Organisation, velo: Organisation) -> None:
    _draft(velo, agency, title="Le premier jour d’école", budget_cents=40_000,
           brief="<p>Le trajet, les <strong>rires</strong>, le cadenas oublié.</p>")  # fmt: skip


def _chosen_people(cast: Cast) -> None:
    """A campaign whose brand chooses who joins and sees each message first."""
    miel = cast.brands["miel"]
    campaign = _draft(
        miel, miel, title=CHOSEN, category=Topic.FOOD, admission=Campaign.Admission.CHOSEN,
        veto_hours=24, trial_cap_cents=1_000, joins_per_day=20, daily_budget_cents=5_000,
        brief="<p>Une boîte de <strong>quatre miels</strong> à goûter les yeux fermés.</p>"
              "<ul><li>Dites lequel vous avez préféré.</li><li>Montrez la table.</li></ul>",
    )  # fmt: skip
    for words, colour in (("Quatre pots sur une nappe", "#e3b04b"), ("Une ruche", "#8a9a5b")):
        draw_picture.add(campaign, _picture(colour), words)
    booker = _somebody_of(miel)
    launch(campaign, booker, cast.reviewer, timezone.now())
    guests = cast.influencers[10:]
    for number, words in enumerate(REQUESTS):
        request_to_join.ask_to_join(campaign.pk, guests[number], words)
    for number, words in enumerate(MESSAGES, len(REQUESTS)):
        claim = request_to_join.accept(
            request_to_join.ask_to_join(campaign.pk, guests[number]), booker
        )
        write_message.write(claim, words, "fr")


def _a_change(campaign: Campaign) -> None:
    values = {"title": "Le miel de vos toits"}
    amend_campaign.amend_campaign(
        campaign.pk, campaign.version, values, _somebody_of(campaign.buyer)
    )


def _questions(campaign: Campaign, reviewer: User) -> None:
    """One question about clicks is answered, another waits."""
    by = _somebody_of(campaign.buyer)
    first, second = campaign.claims.order_by("-accrued_cents", "pk")[:2]
    asked = dispute_clicks.open_dispute(first, by, "Beaucoup de clics entre minuit et une heure.")
    answer = "Sa story est partie à minuit ; ce sont autant de personnes."
    dispute_clicks.answer(asked, reviewer, answer, upheld=False)
    dispute_clicks.open_dispute(second, by, "Trente clics en dix minutes, tous du même navigateur.")


def _lina(lina: Influencer, reviewer: User) -> None:
    """Her accounts in every state, a second link, and a campaign that she left."""
    list_account.add(lina, "youtube", "lina.en.train", 310)
    refused = list_account.add(lina, "facebook", "lina.voyage", 2_400)
    social_proof.ask_for_proof(refused)
    social_proof.refuse(refused, reviewer, "Le code n’est pas dans la présentation du profil.")
    add_links.add(_claim_of(lina, "Partir en mai sans avion"), "Story du dimanche")
    leave_campaign.leave(_claim_of(lina, "Essayez un vélo cargo"))


def _findings(influencers: list[Influencer]) -> None:
    pair = [one.pk for one in influencers[5:7]]
    days = [paris_today().isoformat()]
    note_finding(Finding.Kind.SAME_DEVICE, pair, {"days": days, "same_languages": True})
    same = [one.pk for one in influencers[7:9]]
    note_finding(Finding.Kind.SAME_IBAN, same, {"iban": "FR14 … 2606"})


def _work_that_failed(campaign: Campaign) -> None:
    """A page that did not answer four times; trying again does what it says."""
    asked = {"campaign_id": campaign.pk, "url": campaign.landing_url}
    park_work.put_in(LANDING, asked, TIMED_OUT, attempts=4)


def _draft(sponsor: Organisation, buyer: Organisation, **fields: Any) -> Campaign:
    today = paris_today()
    values: dict[str, Any] = {
        "landing_url": f"https://{domain_of(sponsor)}/offre",
        "category": Topic.TRAVEL,
        **for_everybody(_somebody_of(buyer)),
        "rate_cents": 35, "cap_cents": 5_000, "budget_cents": 60_000,
        "starts_on": today, "ends_on": today + SOME_WEEKS, **fields,
    }  # fmt: skip
    return Campaign.objects.create(sponsor=sponsor, buyer=buyer, **values)


def _claim_of(influencer: Influencer, title: str) -> Claim:
    return Claim.objects.get(influencer=influencer, campaign__title=title)


def _somebody_of(organisation: Organisation) -> User:
    return organisation.members.order_by("pk")[:1].get()


def _picture(colour: str) -> BytesIO:
    """A plain still life: a table, and a pot on it."""
    image = Image.new("RGB", (960, 640), "#f2ead8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 420, 960, 640), fill="#c9b79c")
    draw.rounded_rectangle((380, 220, 580, 470), 28, fill=colour)
    draw.rectangle((400, 190, 560, 226), fill="#5d584d")
    drawn = BytesIO()
    image.save(drawn, "JPEG")
    drawn.seek(0)
    return drawn
