"""The guard of the journal: rows come, and may lose their payload; nothing else ever happens to them."""

from sqlalchemy import Connection

_KEPT = ("seq", "at", "actor", "subject", "event", "draft", "field", "version", "digest", "hash")

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"

_SQLITE = (
    f"CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal {_REFUSE}",
    "CREATE TRIGGER journal_keeps_words BEFORE UPDATE ON journal WHEN NOT (NEW.payload IS NULL AND "
    + " AND ".join(f"NEW.{name} IS OLD.{name}" for name in _KEPT)
    + ") " + _REFUSE,
    # REPLACE deletes without asking the trigger above.
    "CREATE TRIGGER journal_replaces_nothing BEFORE INSERT ON journal "
    "WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq) " + _REFUSE,
)

_POSTGRES = (
    "CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF NEW.payload IS NULL AND "
    + " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _KEPT)
    + " THEN RETURN NEW; END IF; END IF; RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER journal_keeps_rows BEFORE UPDATE OR DELETE ON journal FOR EACH ROW "
    "EXECUTE FUNCTION journal_append_only()",
    "CREATE TRIGGER journal_keeps_all BEFORE TRUNCATE ON journal FOR EACH STATEMENT "
    "EXECUTE FUNCTION journal_append_only()",
)


def guard(connection: Connection) -> None:
    """Put the triggers on the journal."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.exec_driver_sql(statement)
