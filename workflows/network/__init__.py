"""The network of members: directory, evenings, mentors, partners, exchanges, wall."""
