"""Step 4 of a draft: what a click is worth, how much in all, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.drafts.save_draft import StepForm
from campaigns.models import Campaign
from marketplace.form_fields import CountField, DayField, EuroField
from marketplace.paris_days import paris_today

LONGEST_DAYS = 366


class WorthForm(StepForm):
    step = "worth"
    rate_cents = EuroField(label=_("Price of a click"), lowest=1, highest=10_000)
    cap_cents = EuroField(
        label=_("Most an influencer can earn"), lowest=1, highest=99_999,
        help_text=_("Below €1,000, from which the law asks for a written contract."),
    )  # fmt: skip
    budget_cents = EuroField(
        label=_("Budget, fee included"), lowest=1_000, highest=100_000_000,
        help_text=_("Excluding VAT. What is not spent comes back to you."),
    )  # fmt: skip
    daily_budget_cents = EuroField(
        label=_("Most in a day"), lowest=100, highest=100_000_000, required=False,
        help_text=_("Fee included. Clicks after it are shown, and not paid, until midnight."),
    )  # fmt: skip
    hold_days = CountField(
        label=_("Days before earnings are available"), min_value=7, max_value=60,
        help_text=_("Between 7 and 60 days, while clicks are checked."),
    )  # fmt: skip
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    parts = (
        (_("What it is worth"), ("rate_cents", "cap_cents", "budget_cents", "daily_budget_cents")),
        (_("When"), ("starts_on", "ends_on", "hold_days")),
    )

    class Meta:
        model = Campaign
        fields = [
            "rate_cents", "cap_cents", "budget_cents", "daily_budget_cents",
            "starts_on", "ends_on", "hold_days",
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for more in ("cap_cents", "budget_cents", "daily_budget_cents"):
            self._compare(data, "rate_cents", more, _("This is less than one click costs."))
        self._compare(
            data, "daily_budget_cents", "budget_cents", _("This is less than a day may cost.")
        )
        self._compare(data, "starts_on", "ends_on", _("The last day comes before the first."))
        self._days(data.get("starts_on"), data.get("ends_on"))
        return data

    def _compare(self, data: dict[str, Any], less: str, more: str, words: Any) -> None:
        low, high = data.get(less), data.get(more)
        if low is not None and high is not None and high < low:
            self.add_error(more, words)

    def _days(self, first: date | None, last: date | None) -> None:
        if first and first < paris_today():
            self.add_error("starts_on", _("The first day cannot be in the past."))
        if first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("ends_on", _("A campaign lasts a year at most."))
