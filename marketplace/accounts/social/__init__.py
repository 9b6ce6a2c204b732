"""An influencer's profile: who they are, what they speak of, where they post, and the proof."""
