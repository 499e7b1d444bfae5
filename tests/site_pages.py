"""Every page of the site, and who looks at it: for tests of what holds for all pages, and for pictures of them."""

from workflows.pages.registry import PAGES

GUEST, MEMBER, ADVISER, STAFF, ADMINISTRATOR = "guest", "member", "adviser", "staff", "administrator"

PLACES = {
    **{f"/{name}": STAFF if page.audience == "advisers" else MEMBER for name, page in PAGES.items()},
    "/": MEMBER, "/sign-in": GUEST, "/law/": GUEST, "/account": MEMBER, "/journal": MEMBER, "/drafts": MEMBER, "/orders": MEMBER,
    "/activity": MEMBER, "/expenses": MEMBER, "/members": ADVISER, "/accounts": ADMINISTRATOR, "/services": GUEST,
    "/services/van": MEMBER, "/services/agora": STAFF, "/announcements": STAFF, "/feedback": MEMBER, "/feedback/all": STAFF,
    "/coaching/{me}": MEMBER, "/network": MEMBER, "/network/others": MEMBER, "/directory": MEMBER, "/directory/me": MEMBER,
    "/partners": MEMBER, "/mentors": MEMBER, "/exchanges": MEMBER, "/wall": MEMBER, "/workshops": STAFF, "/discounts": MEMBER, "/testimonials": MEMBER, "/counts": STAFF,
    "/batches": STAFF, "/pages": ADMINISTRATOR,
}
"""Address to the role of who looks; `{me}` stands for that person's own id."""

BESIDES = {
    "/sign-in/link": GUEST, "/nothing-here": GUEST, "/law/no_such_name": GUEST, "/law/work_bonus_a_employee": GUEST,
    "/law/special_contribution_single": GUEST, "/law/net_year": GUEST, "/law/children": GUEST,
}
"""What is like one of these pages, or says that there is none: looked at, and not in the pictures."""


def live(place: str) -> bool:
    """Whether a calculator stands behind a place: a page of the registry, or one that an adviser wrote for a test."""
    return place.strip("/") in PAGES or place.startswith("/zz_")


def go(page, address: str, place: str, language: str, me: str = "") -> None:
    """Open a place in a browser and wait until it is all there."""
    page.goto(f"{address}{place.format(me=me)}?lang={language}", timeout=60_000)
    if live(place):
        page.locator(".atelier.first").wait_for(state="detached", timeout=60_000)
        page.locator(".tiles .amount").first.wait_for(timeout=60_000)


SERVICES = ("/services", "/services?q=camionnette", "/services?q=qqqqqq", "/services/van", "/services/agora", "/announcements",
            "/feedback", "/feedback/all", "/workshops", "/discounts", "/testimonials", "/counts")
"""The pages of the services, as the cooperative sees them."""
