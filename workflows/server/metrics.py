"""What the server counts, for Prometheus: numbers by kind, never by person."""

import hmac

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from workflows.server.peer import is_local
from workflows.server.site import UnknownHandler

REGISTRY = CollectorRegistry()
KERNELS = Gauge("atelier_kernels", "Kernels that are alive.", registry=REGISTRY)
CONNECTIONS = Gauge("atelier_connections", "Pages that are connected to their kernel.", registry=REGISTRY)
PAGES = Counter("atelier_pages", "Pages that were opened.", ["page"], registry=REGISTRY)
START_SECONDS = Histogram("atelier_page_start_seconds", "From the request of a page to the end of its answer.",
                          buckets=(0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32), registry=REGISTRY)
SAVES = Counter("atelier_saves", "Fields that were committed.", registry=REGISTRY)
ANSWERS = Counter("atelier_answers", "Answers by class of their status.", ["status"], registry=REGISTRY)
ANSWER_SECONDS = Histogram("atelier_answer_seconds", "Time of an answer that is no page.",
                           buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3), registry=REGISTRY)
MESSAGES = Counter("atelier_messages", "Messages of connections, by way.", ["way"], registry=REGISTRY)
REFUSED = Counter("atelier_refused", "What was refused, by reason.", ["reason"], registry=REGISTRY)
ERRORS = Counter("atelier_kernel_errors", "Errors in kernels that a page did not get to see.", registry=REGISTRY)


class MetricsHandler(UnknownHandler):
    """`/metrics`: for a program on this machine, or for one that knows the token. To others it does not exist."""

    def prepare(self) -> None:
        if not self._may_read():
            super().prepare()

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.set_header("Cache-Control", "no-store")
        self.finish(generate_latest(REGISTRY))

    def _may_read(self):
        token = self.settings["bounds"].metrics_token
        given = self.request.headers.get("Authorization", "").encode("utf-8", "replace")
        return is_local(self.request) or (bool(token) and hmac.compare_digest(given, f"Bearer {token}".encode()))
