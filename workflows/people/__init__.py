"""Accounts, roles, assignments; and the Desk, through which a page reads and writes as one person."""
