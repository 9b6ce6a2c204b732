"""The desk: one order for all that waits, one interaction for what is clean, reasons told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from campaigns.cases import appeal_case, decide_case
from campaigns.disclosure import decide_post
from campaigns.models import Amendment, Dispute, Post
from campaigns.reviewing.gather_desk import everything
from campaigns.running import amend_campaign, dispute_clicks
from marketplace.accounts.models import StatementOfReasons, User
from marketplace.accounts.statements import decision_reasons
from marketplace.notifications.models import Notice
from tests import factories
from tests.signing_in import with_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer() -> Client:
    user = factories.reviewer()
    TOTP.activate(user, generate_totp_secret())
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post_in_review() -> Post:
    link = factories.claim(factories.live()).links.get()
    return decide_post.submit(link, "https://social.example/p/1")


def amendment_in_review(**changes: str) -> Amendment:
    running = factories.live()
    member = running.sponsor.members.get()
    amendment = amend_campaign.amend_campaign(running.pk, 1, changes or {"title": "Other"}, member)
    assert amendment is not None
    return amendment


def open_dispute() -> Dispute:
    claim = factories.claim(factories.live())
    return dispute_clicks.open_dispute(claim, claim.campaign.sponsor.members.get(), "All at night.")


def test_what_waits_longest_comes_first() -> None:
    older, newer = post_in_review(), post_in_review()
    Post.objects.filter(pk=older.pk).update(created_at=timezone.now() - timedelta(days=1))

    found = everything(timezone.now())

    assert [one.pk for one in found if one.kind == "post"] == [older.pk, newer.pk]


def test_clicks_that_wait_bring_a_post_up() -> None:
    older, newer = post_in_review(), post_in_review()
    Post.objects.filter(pk=older.pk).update(created_at=timezone.now() - timedelta(hours=2))
    hold(newer)

    assert [one.pk for one in everything(timezone.now())] == [newer.pk, older.pk]


def hold(post: Post) -> None:
    from campaigns.clicks.judging import judge_clicks

    factories.click(post.link)
    judge_clicks.judge_batch()


def test_a_clean_post_is_decided_in_one_interaction(reviewer: Client) -> None:
    post = post_in_review()

    reviewer.post(f"/review/posts/{post.pk}/", {"decision": "approve"})

    post.refresh_from_db()
    assert post.status == Post.Status.APPROVED


def test_a_decision_leads_back_to_where_it_was_taken(reviewer: Client) -> None:
    post = post_in_review()

    answer = reviewer.post(f"/review/posts/{post.pk}/?kind=post&page=2", {"decision": "approve"})

    assert answer.headers["Location"] == "/review/?kind=post&page=2"


def test_of_two_reviewers_who_decide_at_once_the_first_counts(reviewer: Client) -> None:
    post = post_in_review()
    decide_post.approve(Post.objects.get(pk=post.pk), factories.reviewer())

    answer = reviewer.post(f"/review/posts/{post.pk}/", {"decision": "refuse", "reason": "Late."})

    post.refresh_from_db()
    assert post.status == Post.Status.APPROVED
    assert answer.status_code == 409
    assert not StatementOfReasons.objects.exists()


def test_what_was_typed_is_kept_when_the_answer_is_an_error(reviewer: Client) -> None:
    post = post_in_review()

    answer = reviewer.post(
        f"/review/posts/{post.pk}/", {"decision": "nonsense", "reason": "The third line."}
    )

    assert answer.status_code == 422
    assert "The third line.</textarea>" in answer.content.decode()


def test_a_refusal_is_stated_to_the_person_in_their_language(reviewer: Client) -> None:
    post = post_in_review()
    author = post.link.claim.influencer.user

    reviewer.post(
        f"/review/posts/{post.pk}/", {"decision": "refuse", "ready": "label_missing", "reason": ""}
    )

    statement = StatementOfReasons.objects.get(user=author)
    notice = Notice.objects.filter(user=author).latest("pk")
    ready = decision_reasons.BY_CODE["label_missing"]
    assert (statement.kind, statement.about, statement.ground) == ("post", post.pk, "influence")
    assert notice.path == f"/statements/{statement.pk}/"
    assert notice.words["fr"]["paragraphs"][0] == ready.french
    assert notice.words["en"]["paragraphs"][0] == ready.english
    page = signed_in(author).get(notice.path, headers={"accept-language": "fr"}).content.decode()
    assert ready.french in page


def test_a_ready_reason_is_enough_to_refuse_and_none_is_not(reviewer: Client) -> None:
    post = post_in_review()

    answer = reviewer.post(f"/review/posts/{post.pk}/", {"decision": "refuse", "reason": " "})

    assert answer.status_code == 422


def test_a_change_is_shown_before_and_after(reviewer: Client) -> None:
    amendment_in_review(brief="<p>New <script>x</script>words</p>")

    page = reviewer.get("/review/").content.decode()

    assert "Say it in your own words." in page
    assert "<p>New words</p>" in page


def test_a_change_is_applied_from_the_desk(reviewer: Client) -> None:
    amendment = amendment_in_review()

    reviewer.post(f"/review/changes/{amendment.pk}/", {"decision": "approve"})

    amendment.campaign.refresh_from_db()
    assert amendment.campaign.title == "Other"


def test_a_change_to_an_unproved_domain_waits(reviewer: Client) -> None:
    amendment = amendment_in_review(landing_url="https://elsewhere.example/")

    answer = reviewer.post(f"/review/changes/{amendment.pk}/", {"decision": "approve"})

    amendment.refresh_from_db()
    assert answer.status_code == 409
    assert amendment.status == Amendment.Status.IN_REVIEW


def test_a_refused_change_is_stated_to_the_organisation(reviewer: Client) -> None:
    amendment = amendment_in_review()

    reviewer.post(
        f"/review/changes/{amendment.pk}/", {"decision": "refuse", "ready": "brief_misleads"}
    )

    assert StatementOfReasons.objects.get().organisation == amendment.campaign.sponsor


@pytest.mark.parametrize(("decision", "stated"), [("upheld", 1), ("rejected", 0)])
def test_a_dispute_is_answered_from_the_desk(reviewer: Client, decision: str, stated: int) -> None:
    dispute = open_dispute()

    reviewer.post(f"/review/disputes/{dispute.pk}/", {"decision": decision, "reason": "We looked."})

    dispute.refresh_from_db()
    assert (dispute.status, dispute.answer) == (decision, "We looked.")
    assert StatementOfReasons.objects.filter(kind="dispute").count() == stated


def test_a_statement_is_never_edited() -> None:
    post = post_in_review()
    decide_post.refuse(post, factories.reviewer(), "No label.")

    for act in (
        lambda: StatementOfReasons.objects.update(reason="Something else."),
        lambda: StatementOfReasons.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            act()
    assert connection.is_usable()


def test_words_of_a_post_that_ask_for_clicks_are_marked_for_its_reviewer(reviewer: Client) -> None:
    link = factories.claim(factories.live()).links.get()
    decide_post.submit(link, "https://social.example/p/1", "Belle journée ! C l i q u e z donc")

    page = reviewer.get("/review/").content.decode()

    assert '<mark class="marked">C l i q u e z</mark>' in page


def test_innocent_words_of_a_post_are_shown_without_marks(reviewer: Client) -> None:
    link = factories.claim(factories.live()).links.get()
    decide_post.submit(link, "https://social.example/p/1", "Réservé en 2 clics")

    page = reviewer.get("/review/").content.decode()

    assert "Réservé en 2 clics" in page
    assert "<mark" not in page


def test_an_appeal_is_no_form_for_whoever_decided_the_case_and_says_who_can(
    reviewer: Client,
) -> None:
    first = User.objects.get(pk=reviewer.session["_auth_user_id"])
    other = factories.reviewer()
    case = factories.case(factories.approved_link(factories.live()))
    decide_case.decide_case(case.pk, first, "rejected", "They clicked each other.")
    claim = case.clicks.get().claim
    made = appeal_case.appeal(case.pk, claim, "We share an office.")
    form = f'action="/review/appeals/{made.pk}/'

    own = reviewer.get("/review/?kind=appeal").content.decode()
    others = signed_in(with_second_factor(other)).get("/review/?kind=appeal").content.decode()

    assert form not in own
    assert str(other) in own
    assert form in others


def test_a_case_under_appeal_has_no_form_that_would_be_refused(reviewer: Client) -> None:
    case = factories.case(factories.approved_link(factories.live()))
    decide_case.decide_case(case.pk, factories.reviewer(), "rejected", "They clicked each other.")
    made = appeal_case.appeal(case.pk, case.clicks.get().claim, "We share an office.")

    page = reviewer.get(f"/review/cases/{case.pk}/").content.decode()

    assert 'class="decision" method="post"' not in page
    assert f"/review/appeals/{made.pk}/" in page


def test_the_address_of_a_decision_leads_to_what_waits_and_says_what_was_decided(
    reviewer: Client,
) -> None:
    post = post_in_review()
    address = f"/review/posts/{post.pk}/"

    waits = reviewer.get(address, follow=True)
    decide_post.refuse(Post.objects.get(pk=post.pk), factories.reviewer(), "No label at all.")
    decided = reviewer.get(address)

    assert waits.redirect_chain == [(f"/review/?first=post-{post.pk}#post-{post.pk}", 302)]
    assert (decided.status_code, "No label at all." in decided.content.decode()) == (200, True)
