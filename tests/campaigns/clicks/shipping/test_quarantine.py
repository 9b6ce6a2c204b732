"""What is shown of a line that cannot be read is enough to find it, and never an address."""

import pytest

from campaigns.clicks.shipping.quarantine import beginning


@pytest.mark.parametrize(
    "line",
    [
        b'"","198.51.100.77"]',
        b"198.51.100.77:4242",
        b'["2001:db8:abcd::7"]',
        b"::ffff:198.51.100.7",
    ],
)
def test_an_address_is_blotted_out(line: bytes) -> None:
    shown = beginning(line)

    assert "198.51" not in shown
    assert "abcd" not in shown
    assert "…" in shown


def test_the_id_of_the_click_stays() -> None:
    line = b'["019a8b1e-7d1c-7a3b-8c4d-1e2f3a4b5c6d",7,3,"GET","","Mozilla/5.0'

    assert beginning(line).startswith('["019a8b1e-7d1c-7a3b-8c4d-1e2f3a4b5c6d",7,3,"GET"')
