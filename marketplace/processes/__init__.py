"""Programs of ours: the commands that start them, and children that die with their parent."""
