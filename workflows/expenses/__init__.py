"""Expense notes: a receipt or kilometres, what is paid back of it, and what it leaves the Activity and its member."""
