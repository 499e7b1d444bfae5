"""Every page of the site, and who looks at it: for tests of what holds for all pages, and for pictures of them."""

from workflows.pages.registry import PAGES

GUEST, MEMBER, ADVISER, STAFF, ADMINISTRATOR = "guest", "member", "adviser", "staff", "administrator"

PLACES = {
    **{f"/{name}": STAFF if page.audience == "advisers" else MEMBER for name, page in PAGES.items()},
    "/": MEMBER, "/sign-in": GUEST, "/law/": GUEST, "/account": MEMBER, "/journal": MEMBER, "/drafts": MEMBER, "/orders": MEMBER,
    "/activity": MEMBER, "/expenses": MEMBER, "/members": ADVISER, "/accounts": ADMINISTRATOR, "/services": GUEST,
    "/services/van": MEMBER, "/services/agora": STAFF, "/announcements": STAFF, "/feedback": MEMBER, "/feedback/all": STAFF,
    "/workshops": STAFF, "/discounts": MEMBER, "/testimonials": MEMBER, "/counts": STAFF,
}
"""Address to the role of who looks."""

SERVICES = ("/services", "/services?q=camionnette", "/services?q=qqqqqq", "/services/van", "/services/agora", "/announcements",
            "/feedback", "/feedback/all", "/workshops", "/discounts", "/testimonials", "/counts")
"""The pages of the services, as the cooperative sees them."""
