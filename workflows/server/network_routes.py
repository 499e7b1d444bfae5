"""The addresses of the network."""

from workflows.server.directory import DirectoryHandler, MeHandler
from workflows.server.mentors import ExchangesHandler, MentorsHandler
from workflows.server.network import EntryHandler, OthersHandler, WallHandler
from workflows.server.partners import PartnersHandler


def network_routes(base: str) -> list[tuple]:
    """All of them."""
    return [(f"{base}network", EntryHandler), (f"{base}network/others", OthersHandler), (f"{base}directory",
                                                                                         DirectoryHandler),
            (f"{base}directory/me", MeHandler), (f"{base}mentors", MentorsHandler), (f"{base}partners", PartnersHandler),
            (f"{base}exchanges", ExchangesHandler), (f"{base}wall", WallHandler)]
