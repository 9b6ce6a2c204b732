"""TCP ports: nobody shares one that is ours, whoever has one is named."""
