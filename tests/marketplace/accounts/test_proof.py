"""Proofs of who the sponsor is: numbers, domains, their checks, and a reviewer's hand."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import dns.message
import dns.resolver
import dns.rrset
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from marketplace.accounts.models import Organisation, Proof
from marketplace.accounts.proof import company_numbers, domains, find_domain_token, prove_sponsor
from marketplace.accounts.proof.proof_missing import missing
from marketplace.accounts.proof.vat_registers import Entry, RegisterSilent, Vies
from marketplace.fetching.guarded import Page
from tests import factories
from tests.harness.cluster import Cluster, wait_for

Kind, Status = Proof.Kind, Proof.Status
SIREN, NOBODY = "100000009", "000000000"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("100 000 009", SIREN), ("BE 0403.019.261", "BE0403019261"),
     ("fr88100000009", "FR88100000009")],
)  # fmt: skip
def test_numbers_are_kept_compact(typed: str, kept: str) -> None:
    assert company_numbers.clean(typed) == kept


@pytest.mark.parametrize("typed", ["100000008", "FR12100000009", "US123456789", "", "12", "'; --"])
def test_numbers_with_wrong_digits_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        company_numbers.clean(typed)


def test_a_siren_is_known_by_its_vat_number() -> None:
    assert company_numbers.vat_number(SIREN) == "FR88100000009"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Rail-Vert.example", "rail-vert.example"),
        (" https://www.rail-vert.example/offer?x=1 ", "www.rail-vert.example"),
        ("vélo.example", "xn--vlo-bma.example"),
        ("rail-vert.example.", "rail-vert.example"),
    ],
)
def test_domains_are_kept_in_ascii(typed: str, kept: str) -> None:
    assert domains.clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["localhost", "127.0.0.1", "[::1]", "127.1", "a b.example", "com", "", "x..example"]
)
def test_what_is_no_domain_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        domains.clean(typed)


@pytest.mark.parametrize(
    ("host", "covered"),
    [("shop.example", True), ("www.shop.example", True), ("myshop.example", False),
     ("example", False), ("shop.example.evil.example", False)],
)  # fmt: skip
def test_a_domain_covers_what_is_below_it(host: str, covered: bool) -> None:
    assert domains.covers("shop.example", host) is covered


@contextmanager
def vies(status: int, body: Any) -> Iterator[tuple[Vies, list[Any]]]:
    """A register that answers as VIES does, and what it was asked."""
    asked: list[Any] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield Vies(f"http://127.0.0.1:{server.server_port}/check"), asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        ({"valid": True, "name": "RAIL VERT"}, Entry(True, "RAIL VERT")),
        ({"valid": True, "name": "---"}, Entry(True, "")),
        ({"valid": False, "name": "---"}, Entry(False, "")),
    ],
)
def test_the_register_says_whether_a_number_exists(body: Any, entry: Entry) -> None:
    with vies(200, body) as (register, asked):
        assert register.ask("FR88100000009") == entry
    assert asked == [{"countryCode": "FR", "vatNumber": "88100000009"}]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, {"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}),
        (200, {"valid": False, "userError": "MS_MAX_CONCURRENT_REQ"}),
        (503, b"<html>busy</html>"),
        (200, []),
    ],
)
def test_a_register_that_cannot_say_is_silent(status: int, body: Any) -> None:
    with vies(status, body) as (register, _asked), pytest.raises(RegisterSilent):
        register.ask("FR88100000009")


def test_a_register_that_cannot_be_reached_is_silent() -> None:
    with pytest.raises(RegisterSilent):
        Vies("http://127.0.0.1:9/check").ask("FR88100000009")


@contextmanager
def name_server(records: dict[str, list[str]]) -> Iterator[dns.resolver.Resolver]:
    """A resolver that asks a name server of our own; names it does not know do not exist."""
    door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    door.bind(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                data, sender = door.recvfrom(4096)
            except OSError:
                return
            query = dns.message.from_wire(data)
            name = query.question[0].name
            answer = dns.message.make_response(query)
            known = records.get(name.to_text(omit_final_dot=True))
            if known is None:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            elif known:
                answer.answer.append(dns.rrset.from_text_list(name, 60, "IN", "TXT", known))
            door.sendto(answer.to_wire(), sender)

    Thread(target=serve, daemon=True).start()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], door.getsockname()[1]
    try:
        yield resolver
    finally:
        door.close()


def test_a_record_with_the_token_proves_the_domain() -> None:
    records = {"shop.example": ['"v=spf1 -all"', '"franc-verification=" "the-token"']}
    with name_server(records) as resolver:
        assert (
            find_domain_token.find_domain_token("shop.example", "the-token", resolver)
            == Proof.Means.DNS
        )


@pytest.mark.parametrize("record", ['"franc-verification=another"', '"the-token"'])
def test_another_record_does_not(record: str) -> None:
    with name_server({"shop.example": [record]}) as resolver:
        assert find_domain_token.find_domain_token("shop.example", "the-token", resolver) is None


def test_a_domain_that_does_not_exist_is_named_as_such() -> None:
    with name_server({}) as resolver, pytest.raises(find_domain_token.NoSuchDomain):
        find_domain_token.find_domain_token("nowhere.example", "the-token", resolver)


@pytest.mark.parametrize(
    ("page", "means"),
    [
        (Page(200, "text/plain", b"franc-verification=t\n", "https://shop.example/f"), "file"),
        (Page(200, "text/plain", b"franc-verification=t", "https://www.shop.example/f"), "file"),
        (Page(404, "text/plain", b"franc-verification=t", "https://shop.example/f"), None),
        (Page(200, "text/plain", b"franc-verification=u", "https://shop.example/f"), None),
        (Page(200, "text/plain", b"franc-verification=t", "https://other.example/f"), None),
    ],
)
def test_a_file_with_the_token_proves_the_domain(
    page: Page, means: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guarded fetch refuses this machine, where a test could serve the file: it is given."""
    monkeypatch.setattr(find_domain_token, "fetch", lambda *_url, **_limits: page)
    with name_server({"shop.example": []}) as resolver:
        assert find_domain_token.find_domain_token("shop.example", "t", resolver) == means


@pytest.fixture
def organisation(db: None) -> Organisation:
    return factories.OrganisationFactory.create()


def test_a_number_that_the_register_knows_is_proved(organisation: Organisation) -> None:
    proof = prove_sponsor.claim_number(organisation, SIREN, factories.brand(organisation)[0])

    prove_sponsor.check_proof(proof.pk)

    proof.refresh_from_db()
    assert (proof.status, proof.means) == (Status.VERIFIED, Proof.Means.MADE_UP)
    assert [event.kind for event in organisation.events.all()] == ["proof_verified", "proof_asked"]


def test_one_that_it_does_not_know_says_so_and_can_be_corrected(organisation: Organisation) -> None:
    owner, _ = factories.brand(organisation)
    proof = prove_sponsor.claim_number(organisation, NOBODY, owner)
    prove_sponsor.check_proof(proof.pk)

    proof.refresh_from_db()
    assert (proof.status, proof.failure) == (Status.FAILED, Proof.Failure.UNKNOWN_NUMBER)
    prove_sponsor.claim_number(organisation, SIREN, owner)
    prove_sponsor.check_proof(proof.pk)
    proof.refresh_from_db()
    assert (proof.status, proof.value) == (Status.VERIFIED, SIREN)


def test_a_silent_register_leaves_it_to_be_asked_again(organisation: Organisation) -> None:
    owner, _ = factories.brand(organisation)
    proof = prove_sponsor.claim_number(organisation, SIREN, owner)

    prove_sponsor.give_up(proof.pk)

    proof.refresh_from_db()
    assert (proof.status, proof.failure) == (Status.FAILED, Proof.Failure.REGISTER_SILENT)
    prove_sponsor.ask_for_check(proof, owner)


def test_a_check_that_comes_twice_changes_nothing(organisation: Organisation) -> None:
    proof = prove_sponsor.claim_number(organisation, SIREN, factories.brand(organisation)[0])

    prove_sponsor.check_proof(proof.pk)
    prove_sponsor.check_proof(proof.pk)

    assert organisation.events.count() == 2


def test_a_reviewer_confirms_through_the_page_with_a_reason(organisation: Organisation) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    reviewer = factories.reviewer()
    TOTP.activate(reviewer, generate_totp_secret())
    client = Client()
    client.force_login(reviewer)
    page = f"/review/organisations/{organisation.pk}/"

    refused = client.post(page, {"kind": "domain", "value": "shop.example", "reason": ""})
    client.post(page, {"kind": "domain", "value": "Shop.example", "reason": "Seen by phone."})

    proof = Proof.objects.get()
    assert refused.context["form"].errors["reason"]
    assert (proof.value, proof.status, proof.decided_by) == ("shop.example", "verified", reviewer)
    assert proof.means == Proof.Means.HAND


def test_only_what_is_proved_counts(organisation: Organisation) -> None:
    factories.proven(organisation, "shop.example")
    prove_sponsor.claim_domain(organisation, "pending.example")
    proofs = list(organisation.proofs.all())

    assert missing(proofs, "https://www.shop.example/offer") == []
    assert missing(proofs, "https://pending.example/") == [Kind.DOMAIN]
    assert missing([], "https://shop.example/") == [Kind.NUMBER, Kind.DOMAIN]


def test_a_worker_checks_what_was_asked_for(cluster: Cluster) -> None:
    cluster.relay()
    cluster.worker()
    owner, organisation = factories.brand(factories.OrganisationFactory.create())

    proof = prove_sponsor.claim_number(organisation, SIREN, owner)

    wait_for(
        lambda: Proof.objects.get(pk=proof.pk).status == Status.VERIFIED, "the number to be proved"
    )


@pytest.mark.django_db
def test_a_proof_that_a_killed_worker_left_is_checked_by_another() -> None:
    owner, brand = factories.brand()
    proof = prove_sponsor.claim_domain(brand, "shop.example")
    prove_sponsor.ask_for_check(proof, owner)
    young = prove_sponsor.wake_overdue()
    Proof.objects.filter(pk=proof.pk).update(asked_at=timezone.now() - timedelta(minutes=6))

    assert (young, prove_sponsor.wake_overdue()) == (0, 1)
