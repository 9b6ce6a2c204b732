"""Load the demo: made-up people and campaigns, and traffic through the real processes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from campaigns.clicks.forgetting import partitions
from campaigns.clicks.origins import origin_lists
from campaigns.models import Campaign, Link
from campaigns.purges import run_purges
from marketplace.accounts.models import User
from marketplace.progress_bar import progress_bar, reaching
from payouts import audit
from payouts.demo import (
    account_of_clicks,
    ageing,
    clicklog,
    demo_campaigns,
    demo_cases,
    demo_from_log,
    demo_people,
    demo_waiting,
    gates,
    play_visits,
    road,
    traffic,
)
from payouts.demo.password import PASSWORD

DAYS = 12


class Command(BaseCommand):
    help = "Load the demo; with --clicks, replay a click log through the whole way of a click."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--clicks", type=Path, metavar="LOG", help="NDJSON, optionally .gz")
        parser.add_argument("--first", type=int, metavar="N", help="only N clicks of the log")
        parser.add_argument("--sign-ins", action="store_true", help="say who can sign in, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("The demo is for the embedded default only: it has known passwords.")
        if options["sign_ins"]:
            self._sign_ins()
        elif options["clicks"]:
            self._replay(options["clicks"], options["first"])
        else:
            self._generate()

    def _sign_ins(self) -> None:
        for user in User.objects.filter(is_demo=True, email__endswith="@franc.example").exclude(
            email__startswith="influenceur-"
        ):
            code = "  (and a code: bin/manage demo-code EMAIL)" if user.is_staff else ""
            self.stdout.write(f"  {user.role:<10}  {user.email}{code}")
        self.stdout.write(f"  password    {PASSWORD}")

    def _generate(self) -> None:
        if Campaign.objects.exists():
            raise CommandError("There are campaigns already: the demo fills an empty database.")
        origin_lists.load_packaged()
        cast = demo_people.invite()
        until = timezone.now()
        since = until.date() - timedelta(days=DAYS)
        campaigns = demo_campaigns.make(cast, since)
        links = Link.objects.filter(claim__campaign__in=campaigns)
        pairs = list(links.order_by("pk").values_list("code", "claim__influencer__user__email"))
        start = datetime.combine(since, time(7), UTC)
        clicks = traffic.generate(pairs, start, until)
        self._play(campaigns, clicks, {code: code for code, _owner in pairs})
        demo_campaigns.settle_states(campaigns, cast.reviewer)
        ageing.age(campaigns)
        gates.make(cast, since)
        demo_waiting.leave(cast)
        demo_cases.leave(cast.colleague)
        run_purges.hourly()
        run_purges.nightly()
        self._audit()

    def _replay(self, log: Path, first: int | None) -> None:
        try:
            clicks = list(clicklog.read_click_log(log))[:first]
        except (OSError, clicklog.BadLine) as error:
            raise CommandError(str(error)) from error
        if not clicks:
            raise CommandError(f"{log} holds no click.")
        clicks = demo_from_log.moved(clicks)
        self.stdout.write("Turning owners into influencers and links into theirs")
        campaigns, codes = demo_from_log.promise(demo_people.invite(), clicks)
        self._play(campaigns, clicks, codes)

    def _play(
        self, campaigns: list[Campaign], clicks: list[clicklog.LoggedClick], codes: dict[str, str]
    ) -> None:
        began = monotonic()
        partitions.ensure(clicks[0].at.date(), clicks[-1].at.date())
        partitions.prepare()
        with road.open_road(own_worker=not road.everything_runs()) as port:
            with progress_bar("clicks over HTTP", len(clicks), "click") as advance:
                answered = play_visits.play(clicks, codes, port, advance)
            with progress_bar("judged and settled", len(clicks), "click") as advance:
                road.wait_until_settled(
                    lambda: account_of_clicks.stored(campaigns),
                    len(clicks),
                    reaching(advance, len(clicks)),
                )
        drawn = account_of_clicks.draw_up(campaigns, len(clicks), answered)
        for line in account_of_clicks.lines(drawn, monotonic() - began):
            self.stdout.write(line)
        self._audit()
        if not drawn.balances:
            raise CommandError("The account does not balance.")

    def _audit(self) -> None:
        broken = [check for check in audit.run_audit() if not check.holds]
        for check in broken:
            self.stderr.write(f"BROKEN {check.figure} {check.name}")
        if broken:
            raise CommandError("The audit found a breach.")
        self.stdout.write(f"Audit: all {len(audit.CHECKS)} checks hold, unexplained cents: 0")
