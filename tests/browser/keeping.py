"""What the tests of keeping share: has it been saved, which draft is it, what does the server have of it."""

import re
import time

from workflows.people import drafts
from workflows.words.catalogue import speak

SAVED = re.compile(speak("fr")("save.saved").replace("TIME", r"\d\d:\d\d:\d\d"))


def saved(one):
    one.page.locator(".status", has_text=SAVED).wait_for(timeout=15_000)


def draft_of(one) -> str:
    one.until("location.search.includes('draft=')")
    return re.search(r"draft=(\w+)", one.page.url)[1]


def kept(house, who, draft) -> dict:
    store = house.store()
    try:
        return drafts.look(store, who, draft, house.now()).raw
    finally:
        store.close()


def until_kept(house, who, draft, seconds=15, **values) -> None:
    """Waits until the server has these values: what a page says may still be about an earlier one."""
    end = time.monotonic() + seconds
    while not values.items() <= kept(house, who, draft).items():
        assert time.monotonic() < end, (values, kept(house, who, draft))
        time.sleep(0.05)
