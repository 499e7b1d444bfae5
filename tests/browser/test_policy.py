"""What the browser is told not to do, it does not do; and nothing of ours asks for it."""

import pytest

pytestmark = pytest.mark.browser
TRIED = """() => new Promise((done) => {
  window.ran = [];
  document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.ran.push(1)"><a id="js" href="javascript:window.ran.push(2)">x</a>');
  const inline = document.createElement('script'); inline.textContent = 'window.ran.push(3)'; document.body.append(inline);
  const outside = document.createElement('script'); outside.src = 'https://other.example/x.js'; outside.onerror = () => {}; document.body.append(outside);
  // Later, when the one who tests has no hand in it any more: a debugger may evaluate what a page may not.
  setTimeout(() => { try { eval('window.ran.push(4)'); } catch { /* as it should be */ } }, 50);
  setTimeout(() => { try { new Function('window.ran.push(5)')(); } catch { /* as it should be */ } }, 50);
  document.getElementById('js').click();
  setTimeout(() => done(window.ran), 500);
})"""


@pytest.mark.parametrize("place", ["/", "/sign-in", "/law/", "/simulation"])
def test_a_page_is_quiet_and_what_was_slipped_in_does_not_run(chromium, address, place):
    context = chromium.new_context(locale="fr-BE")
    page, broken = context.new_page(), []
    page.on("console", lambda message: broken.append(message.text) if "Content Security Policy" in message.text else None)
    page.goto(address + place)
    if place == "/simulation":
        page.locator(".tiles .amount").first.wait_for(timeout=60_000)
        page.locator(".act-pdf").first.wait_for()
    assert broken == [], "the page itself does nothing that is forbidden"
    assert page.evaluate(TRIED) == [], "neither inline scripts nor eval"
    assert len(broken) >= 3
    context.close()


def test_no_other_site_shows_a_page_in_a_frame(chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    page.route("https://other.example/", lambda route: route.fulfill(body=f'<iframe src="{address}/"></iframe>', content_type="text/html"))
    page.goto("https://other.example/")
    page.wait_for_timeout(1000)
    assert "Atelier" not in "".join(frame.content() for frame in page.frames[1:] if not frame.is_detached())
    context.close()
