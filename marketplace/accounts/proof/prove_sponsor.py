"""The life of a proof: claimed, checked by a worker or confirmed by a person, and kept with why."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from marketplace import outbox
from marketplace.accounts import organisation_log
from marketplace.accounts.models import Organisation, Proof, User
from marketplace.accounts.proof import company_numbers, vat_registers
from marketplace.states import IllegalTransition, StateChanged, Transitions

Status, Kind, Failure = Proof.Status, Proof.Kind, Proof.Failure
PROOF = Transitions(
    {
        Status.PENDING: frozenset({Status.CHECKING, Status.VERIFIED}),
        Status.CHECKING: frozenset({Status.VERIFIED, Status.FAILED}),
        Status.FAILED: frozenset({Status.CHECKING, Status.VERIFIED}),
    }
)
TASK = "accounts.check_proof"
OVERDUE = timedelta(minutes=5)


def claim_number(organisation: Organisation, number: str, by: User) -> Proof:
    """Keep the number that an organisation gives, and have it checked.

    A number that is proved stays: another one is a matter for a person. Raises
    IllegalTransition or StateChanged.
    """
    with transaction.atomic():
        proof = named(organisation, Kind.NUMBER, number)
        ask_for_check(proof, by)
        siren = company_numbers.siren_in(number)
        if siren:
            Organisation.objects.filter(pk=organisation.pk).update(siren=siren)
    return proof


def claim_domain(organisation: Organisation, domain: str) -> Proof:
    """Keep a domain with the token that it must show; the same domain again is the same proof."""
    proof, _new = Proof.objects.get_or_create(
        organisation=organisation,
        kind=Kind.DOMAIN,
        value=domain,
        defaults={"token": secrets.token_urlsafe(24)},
    )
    return proof


def find(organisation: Organisation, kind: Proof.Kind, value: str) -> Proof | None:
    """Return what an organisation has named: its one number, or this domain."""
    named_ones = organisation.proofs.filter(kind=kind)
    if kind == Kind.DOMAIN:
        named_ones = named_ones.filter(value=value)
    return named_ones.first()


def named(organisation: Organisation, kind: Proof.Kind, value: str) -> Proof:
    """Return the proof of this number or domain, for a reviewer to confirm by hand.

    Another number takes the place of one that is not proved. Raises IllegalTransition or
    StateChanged.
    """
    if kind == Kind.DOMAIN:
        return claim_domain(organisation, value)
    with transaction.atomic():
        Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
        proof, new = Proof.objects.get_or_create(
            organisation=organisation, kind=kind, defaults={"value": value}
        )
        if not new and proof.value != value:
            _rename(proof, value)
    return proof


def _rename(proof: Proof, value: str) -> None:
    """Never while a worker checks it: what was looked up must be what is then called proved."""
    if proof.status not in {Status.PENDING, Status.FAILED}:
        raise IllegalTransition(proof.status, Status.PENDING)
    if not Proof.objects.filter(pk=proof.pk, status=proof.status).update(value=value):
        raise StateChanged(f"{proof!r} is no longer {proof.status}")
    proof.value = value


def ask_for_check(proof: Proof, by: User) -> None:
    """Have a worker check it. Raises IllegalTransition or StateChanged: it is under way."""
    with transaction.atomic():
        PROOF.move(proof, Status.CHECKING, asked_at=timezone.now(), failure="")
        organisation_log.log_event(
            proof.organisation, organisation_log.Kind.PROOF_ASKED, by, about=proof.value
        )
        outbox.put(TASK, proof_id=proof.pk)


def check_proof(proof_id: int) -> None:
    """Check a proof that was asked for; any other is left as it is, so that twice does no harm.

    Raises RegisterSilent (marketplace/accounts/proof/vat_registers.py), to be tried again.
    """
    proof = Proof.objects.select_related("organisation").filter(pk=proof_id).first()
    if proof is None or proof.status != Status.CHECKING:
        return
    found = _look_up(proof) if proof.kind == Kind.NUMBER else _look_at(proof)
    _decide(proof, **found)


def wake_overdue() -> int:
    """Have the proofs checked that a killed worker left behind; return how many were asked anew.

    A silent register is asked again by the task itself, for less long than this.
    """
    with transaction.atomic():
        left = Proof.objects.filter(status=Status.CHECKING, asked_at__lt=Now() - OVERDUE)
        waiting = list(left.values_list("pk", flat=True))
        for pk in waiting:
            outbox.put(TASK, proof_id=pk)
    return len(waiting)


def give_up(proof_id: int) -> None:
    """The register stayed silent: the person may ask again."""
    proof = Proof.objects.select_related("organisation").filter(pk=proof_id).first()
    if proof is not None and proof.status == Status.CHECKING:
        _decide(proof, failure=Failure.REGISTER_SILENT)


def confirm(proof: Proof, by: User, reason: str) -> None:
    """A reviewer confirms by hand. Raises IllegalTransition or StateChanged."""
    with transaction.atomic():
        PROOF.move(
            proof, Status.VERIFIED, means=Proof.Means.HAND, failure="", reason=reason,
            decided_at=timezone.now(), decided_by=by,
        )  # fmt: skip
        organisation_log.log_event(
            proof.organisation,
            organisation_log.Kind.PROOF_CONFIRMED,
            by,
            about=proof.value,
            reason=reason,
        )


def remove(proof: Proof, by: User) -> bool:
    """Take what is not proved off the list; return whether it was there to be taken."""
    open_ones = Proof.objects.removable().filter(pk=proof.pk)
    with transaction.atomic():
        removed, _rows = open_ones.delete()
        if removed:
            organisation_log.log_event(
                proof.organisation, organisation_log.Kind.PROOF_REMOVED, by, about=proof.value
            )
    return bool(removed)


def _look_up(proof: Proof) -> dict[str, Any]:
    register = vat_registers.register()
    entry = register.ask(company_numbers.vat_number(proof.value))
    if not entry.exists:
        return {"failure": Failure.UNKNOWN_NUMBER, "means": register.means}
    return {"means": register.means, "evidence": entry.name}


def _look_at(proof: Proof) -> dict[str, Any]:
    from marketplace.accounts.proof.find_domain_token import NoSuchDomain, find_domain_token

    try:
        means = find_domain_token(proof.value, proof.token)
    except NoSuchDomain:
        return {"failure": Failure.NO_SUCH_DOMAIN}
    return {"means": means} if means else {"failure": Failure.NOT_SHOWN}


def _decide(proof: Proof, **found: Any) -> None:
    wanted = Status.FAILED if found.get("failure") else Status.VERIFIED
    kind = (
        organisation_log.Kind.PROOF_FAILED
        if found.get("failure")
        else organisation_log.Kind.PROOF_VERIFIED
    )
    try:
        with transaction.atomic():
            PROOF.move(proof, wanted, decided_at=timezone.now(), **found)
            organisation_log.log_event(proof.organisation, kind, None, about=proof.value)
    except StateChanged:
        return  # a reviewer or another worker decided meanwhile
