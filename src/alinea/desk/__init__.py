"""What people enter about mandates: cases, replies, notes, verdicts and their history; precious, never derived."""
