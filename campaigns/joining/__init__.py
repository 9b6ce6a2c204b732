"""An influencer and a campaign: finding it, who may join, claiming, links, leaving."""
