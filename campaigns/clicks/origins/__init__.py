"""Where clicks come from: classes of networks and of referrers, and their lists."""
