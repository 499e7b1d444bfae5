"""Members of the network in a store: their profiles and consents, made by the commands that pages use."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from workflows.network import commands
from workflows.network.profile import ProfileQuestions
from workflows.store import people
from workflows.store.engine import Store

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@dataclass
class Network:
    """People with profiles in one store."""

    store: Store
    now: datetime = NOW
    _numbers: count = field(default_factory=lambda: count(1))

    def person(self, name: str, role: str = "member"):
        with self.store.write() as tx:
            return people.add_person(tx, f"n{next(self._numbers)}@example.org", name, role, "fr", self.now)

    def member(self, name: str, *uses: str, ago: int = 0, **said):
        """(person, profile): with consent for the directory unless uses say otherwise, written so many days ago."""
        person, at = self.person(name), self.now - timedelta(days=ago)
        said = {"languages": "fr", "place": "Liège", "seniority": "5", **said}
        profile = commands.save_profile(self.store, person, ProfileQuestions(name=name, **said), at)
        commands.consent(self.store, person, dict.fromkeys(uses or ("directory",), True), at)
        return person, profile
