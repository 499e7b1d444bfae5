"""The database: tables, journal, drafts, migrations. The only room that knows SQL."""
