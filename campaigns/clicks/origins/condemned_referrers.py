"""The referrers that Franc itself condemns, published: `bin/manage update_referrers` loads more.

No well-kept package of the registries ships such a list, so this one is short. Spam: hosts that
send visits to be seen in statistics, as Matomo's public-domain referrer-spam-list names them.
Exchange: places where clicks are traded for clicks or for money, by their own description.
"""

VERSION = "2026-11"
SPAM = (
    "semalt.com", "darodar.com", "buttons-for-website.com", "buttons-for-your-website.com",
    "best-seo-offer.com", "best-seo-solution.com", "100dollars-seo.com", "0n-line.tv",
    "ilovevitaly.com", "ilovevitaly.co", "priceg.com", "blackhatworth.com", "econom.co",
    "hulfingtonpost.com", "social-buttons.com", "simple-share-buttons.com", "success-seo.com",
    "free-share-buttons.com", "get-free-traffic-now.com", "event-tracking.com", "o-o-6-o-o.com",
    "savetubevideo.com", "kambasoft.com", "trafficmonetize.org", "videos-for-your-business.com",
    "webmonetizer.net", "website-errors-scanner.com", "rank-checker.online", "traffic2cash.xyz",
)  # fmt: skip
EXCHANGE = (
    "hitleap.com", "10khits.com", "easyhits4u.com", "otohits.net", "websyndic.com", "addmefast.com",
    "like4like.org", "youlikehits.com", "traffup.net", "hit4hit.org", "trafficg.com",
    "rankboostup.com", "followlike.net", "linkcollider.com", "kingdomlikes.com", "neobux.com",
    "clixsense.com", "scarlet-clicks.info", "microworkers.com", "picoworkers.com", "sproutgigs.com",
    "rapidworkers.com",
)  # fmt: skip
LISTED = {**dict.fromkeys(SPAM, "spam"), **dict.fromkeys(EXCHANGE, "exchange")}
