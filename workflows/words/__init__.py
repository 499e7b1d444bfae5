"""Sentences in three languages; money, dates and numbers as Belgians write and type them. Below every other room."""
