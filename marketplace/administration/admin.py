"""People, organisations, suspensions and the outbox in /admin/, to be looked up."""

from marketplace.accounts.models import (
    Acting,
    ActingRequest,
    Finding,
    Influencer,
    Invitation,
    Mandate,
    Membership,
    Organisation,
    Proof,
    SocialAccount,
    StatementOfReasons,
    Suspension,
    User,
)
from marketplace.administration.read_only_tables import read
from marketplace.models import OutboxMessage
from marketplace.terms.models import Acceptance

read(
    User,
    ("email", "name", "role", "is_active", "created_at"),
    search=("email", "name"),
    filters=("role", "is_active", "language"),
)
read(
    Influencer,
    ("display_name", "user", "country", "created_at"),
    search=("display_name", "user__email"),
    filters=("country",),
    follow=("user",),
)
read(
    SocialAccount,
    ("handle", "network", "influencer", "followers", "status"),
    search=("handle",),
    filters=("network", "status"),
    follow=("influencer",),
)
read(
    Organisation,
    ("name", "legal_name", "kind", "siren", "created_at"),
    search=("name", "legal_name", "siren"),
    filters=("kind",),
)
read(
    Membership,
    ("user", "organisation", "role"),
    search=("user__email", "organisation__name"),
    filters=("role",),
    follow=("user", "organisation"),
)
read(
    Mandate,
    ("agency", "brand", "status"),
    search=("agency__name", "brand__name"),
    filters=("status",),
    follow=("agency", "brand"),
)
read(Invitation, ("email", "organisation", "role"), search=("email",), follow=("organisation",))
read(
    Proof,
    ("value", "organisation", "kind", "status", "means"),
    search=("value",),
    filters=("kind", "status", "means"),
    follow=("organisation",),
)
read(Finding, ("kind", "status", "seen_at"), filters=("kind", "status"))
read(
    StatementOfReasons,
    ("kind", "title", "decision", "user", "organisation", "by", "at"),
    search=("title", "user__email", "organisation__name"),
    filters=("kind", "decision", "ground"),
    follow=("user", "organisation", "by"),
)
read(
    Suspension,
    ("user", "organisation", "by", "at"),
    search=("user__email",),
    follow=("user", "organisation", "by"),
)
read(
    Acting,
    ("by", "person", "reason", "at", "ended_at"),
    search=("person__email", "by__email"),
    follow=("by", "person"),
)
read(
    ActingRequest,
    ("acting_id", "method", "path", "allowed", "at"),
    search=("path",),
    filters=("allowed", "method"),
)
read(
    Acceptance,
    ("user", "kind", "version", "at"),
    search=("user__email",),
    filters=("kind", "version"),
    follow=("user",),
)
read(OutboxMessage, ("task", "due_at", "sent_at", "attempts", "parked_at"), search=("task",),
     filters=("task",))  # fmt: skip
