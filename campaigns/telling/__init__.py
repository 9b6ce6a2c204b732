"""What people are told: decisions with their reasons, questions and answers, the rules."""
