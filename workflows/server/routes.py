"""Every address that the server answers; all others are a 404 that lists the pages."""

import re
from typing import Any

from workflows.pages.registry import PAGES
from workflows.server.account import account_routes
from workflows.server.accounts import accounts_routes
from workflows.server.activity import activity_routes
from workflows.server.answers import answer_routes
from workflows.server.api import api_routes
from workflows.server.assets import AssetHandler
from workflows.server.batches import batch_routes
from workflows.server.coaching import coaching_routes
from workflows.server.drafts import draft_routes
from workflows.server.expense_pages import expense_routes
from workflows.server.front import Front, FrontHandler
from workflows.server.health import HealthHandler
from workflows.server.kernel_routes import kernel_routes
from workflows.server.law import law_routes
from workflows.server.members import member_routes
from workflows.server.metrics import MetricsHandler
from workflows.server.network_routes import network_routes
from workflows.server.oidc import oidc_routes
from workflows.server.orders import order_routes
from workflows.server.own_pages import own_page_routes
from workflows.server.pages import OwnPageHandler, PageHandler
from workflows.server.services import service_routes
from workflows.server.sign_in import sign_in_routes
from workflows.server.site import HomeHandler, UnknownHandler


def routes(base: str, pages: dict[str, Any], assets: dict[str, tuple[str, list[str]]], front: Front) -> list[tuple]:
    """The addresses below `base`. `pages`: what a page's handler is given; `assets`: name to (fingerprint, folders)."""
    return [*kernel_routes(base), *((f"{base}{name}", PageHandler, {**pages, "notebook_path": page.notebook.name})
                                    for name, page in PAGES.items()),
            (base, HomeHandler), (f"{base}healthz", HealthHandler), (f"{base}metrics", MetricsHandler), *law_routes(base),
            *api_routes(base), *sign_in_routes(base), *oidc_routes(base), *account_routes(base), *draft_routes(base),
            *member_routes(base), *accounts_routes(base), *answer_routes(base), *expense_routes(base),
            *coaching_routes(base), *order_routes(base), *activity_routes(base), *network_routes(base),
            *service_routes(base),
            (re.escape(front.address), FrontHandler, {"front": front}),
            *((rf"{base}assets/{name}-{mark}/(.*)", AssetHandler, {"roots": roots})
              for name, (mark, roots) in assets.items()),
            *own_page_routes(base), *batch_routes(base), (f"{base}([a-z][a-z0-9_]*)", OwnPageHandler, pages),
            (r".*", UnknownHandler)]
