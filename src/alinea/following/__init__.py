"""What is owed by whom when, and what is known of whether it was done."""
