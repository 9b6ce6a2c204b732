"""The pages of the redirect allow their own style and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from campaigns.clicks.redirect import error_pages


@pytest.mark.parametrize("page", [error_pages.NO_SUCH_LINK, error_pages.UNAVAILABLE])
def test_the_policy_names_the_style_that_the_page_has(page: str) -> None:
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()

    policy = dict(error_pages.HEADERS)["content-security-policy"]

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"
    assert 'lang="fr"' in page
    assert 'lang="en"' in page
    assert "<script" not in page
