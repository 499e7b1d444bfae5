"""What is sent to people: the outbox and the mail."""
