"""Both sides of the rules about where a click came from, and of whoever a log names."""

from __future__ import annotations

import pytest

from campaigns.clicks.judging.rules import (
    exchange_group,
    network,
    not_a_browser,
    own_click,
    ruleset,
    spam_referrer,
    thresholds,
)
from campaigns.clicks.visitors.user_agents import Agent
from tests.campaigns.clicks.judging.rules.given import click, earlier, signed_in


@pytest.mark.parametrize("kind", ["datacentre", "vpn", "tor"])
def test_network_holds_what_comes_from_no_home(kind: str) -> None:
    assert network.judge_network(click(network=kind), earlier()) == {"network": kind}


@pytest.mark.parametrize("kind", ["", "relay"])
def test_network_passes_a_home_and_a_private_relay(kind: str) -> None:
    assert network.judge_network(click(network=kind), earlier()) is None


def test_not_a_browser_holds_what_has_no_shape_and_nothing_else() -> None:
    assert not_a_browser.judge_not_a_browser(click(agent=Agent.NOT_A_BROWSER), earlier()) == {}
    assert not_a_browser.judge_not_a_browser(click(agent=Agent.BOT), earlier()) is None
    assert not_a_browser.judge_not_a_browser(click(), earlier()) is None


@pytest.mark.parametrize("kind", ["", "social", "site", "exchange"])
def test_spam_referrer_passes_other_places_and_none(kind: str) -> None:
    assert spam_referrer.judge_spam_referrer(click(referrer_class=kind), earlier()) is None


def test_spam_referrer_rejects_a_spam_site() -> None:
    assert spam_referrer.judge_spam_referrer(click(referrer_class="spam"), earlier()) == {}


@pytest.mark.parametrize("kind", ["", "social", "site", "spam"])
def test_exchange_group_passes_other_places_and_none(kind: str) -> None:
    assert exchange_group.judge_exchange_group(click(referrer_class=kind), earlier()) is None


def test_exchange_group_rejects_a_place_where_clicks_are_traded() -> None:
    assert exchange_group.judge_exchange_group(click(referrer_class="exchange"), earlier()) == {}


@pytest.mark.parametrize(
    ("clicker", "stated", "found"),
    [(7, True, True), (8, True, False), (7, False, False), (None, True, False)],
)
def test_own_click_believes_a_log_that_names_the_owner(
    clicker: int | None, stated: bool, found: bool
) -> None:
    named = click(clicker_id=clicker, clicker_stated=stated)

    judged = own_click.judge_own_click(named, earlier(owner_id=7, crowded=True))

    assert (judged is not None) is found


def test_nobody_named_is_not_the_owner_of_nothing() -> None:
    assert own_click.judge_own_click(click(clicker_stated=True), earlier(owner_id=None)) is None


def test_what_is_only_held_stays_held_beside_each_other() -> None:
    odd = click(agent=Agent.NOT_A_BROWSER, network="tor")

    judged = ruleset.judge_by_rules(odd, earlier(post_approved=False))

    assert judged.outcome == "held"
    assert judged.reasons == ("not_a_browser", "network", "awaiting_review")
    assert ruleset.after_review(list(judged.reasons), approved=True) == (
        "held", ["not_a_browser", "network"],
    )  # fmt: skip


def test_every_rule_names_thresholds_that_there_are() -> None:
    named = {name for rule in ruleset.RULES for name in rule.thresholds}

    assert named == set(thresholds.Thresholds._fields)


def test_other_thresholds_than_the_published_mark_the_ruleset() -> None:
    changed = thresholds.read_thresholds('{"double_click_seconds": 45}')

    assert changed == thresholds.PUBLISHED._replace(double_click_seconds=45)
    assert thresholds.mark(changed).startswith("+")
    assert thresholds.mark(thresholds.read_thresholds("")) == ""


@pytest.mark.parametrize(
    "setting", ['{"patience": 1}', '{"repeat_hours": 0}', '{"repeat_hours": "1"}', "[]", "1 day"]
)
def test_a_setting_that_makes_no_sense_is_refused(setting: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  json's errors are such too
        thresholds.read_thresholds(setting)


def test_own_click_asks_the_published_threshold() -> None:
    near = earlier(signed_in=[signed_in(7, 29)], insiders=frozenset({7}))

    assert own_click.judge_own_click(click(), near) == {"minutes": 29}
