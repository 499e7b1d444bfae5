// Keeps what is typed at the server, field by field, whether or not the calculator answers. What the server has not
// confirmed stays in this browser and is sent again. What somebody else changes meanwhile is shown, and can be undone.
const SOON = 600, SLOWEST = 15000;

function rawOf(box, choices) {
  const own = box.querySelector(".own-entry");
  if (own) return own.raw();
  const select = box.querySelector("select");
  if (select) return choices[select.selectedIndex];
  const ticks = [...box.querySelectorAll("input[type=checkbox]")];
  if (ticks.length) return choices.filter((_, at) => ticks[at].checked);
  const buttons = [...box.querySelectorAll(".choices button")];
  if (buttons.length) return choices[buttons.findIndex((button) => button.classList.contains("mod-active"))] ?? null;
  const area = box.querySelector("textarea");
  if (area) return area.value;
  const texts = [...box.querySelectorAll("input[type=text]")];
  return texts.length > 1 ? texts.map((text) => text.value) : texts[0]?.value;
}

function nameOf(element) {
  const box = element.closest?.(".field");
  const css = box && [...box.classList].find((name) => name.startsWith("box-"));
  return css ? [box, css.slice(4)] : [null, ""];
}

function saver({ model, say, tell }) {
  const about = JSON.parse(document.body.dataset.keeping || "{}");
  if (!about.person) return null;
  const page = model.get("page"), words = () => model.get("messages");
  const here = `atelier.pending.${about.person}.`;
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const draft = about.draft || [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let made = Boolean(about.draft), sending = false, failures = 0, timer = 0, silence = 0, source = null;
  const seqs = { ...about.seqs }, last = {};
  const pending = (made && kept(here + draft)?.fields) || {};

  const remember = () => {
    if (Object.keys(pending).length) keep(here + draft, { page, version: model.get("version"), made, fields: pending, opened: made ? {} : model.get("opened") });
    else try { localStorage.removeItem(here + draft); } catch { /* nothing was kept there either */ }
  };
  const post = (body, leaving) => fetch(`${about.base}save?lang=${model.get("language")}`, {
    method: "POST", keepalive: Boolean(leaving), headers: { "Content-Type": "application/json", "X-XSRFToken": about.xsrf },
    body: JSON.stringify(body), signal: leaving ? undefined : AbortSignal.timeout(SLOWEST) });
  const bodyOf = (id, what) => ({ page: what.page, version: what.version, draft: id, made: what.made,
    fields: Object.fromEntries([...Object.entries(what.opened || {}).map(([name, value]) => [name, [value, 0]]),
      ...Object.entries(what.fields).map(([name, { value, base }]) => [name, [value, base]])]) });
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(flush, wait); };

  async function flush(leaving) {
    clearTimeout(timer);
    if (!Object.keys(pending).length) return;
    if (sending && leaving !== true) { later(SOON); return; }
    sending = true;
    const sent = structuredClone(pending);
    const body = bodyOf(draft, { page, version: model.get("version"), made, fields: sent, opened: made ? {} : model.get("opened") });
    let answer = null, said = {};
    try { answer = await post(body, leaving === true); said = await answer.json(); } catch { /* the line is down */ }
    sending = false;
    if (!answer?.ok) {
      failures += 1;
      say(said.detail || words().offline);
      // What is refused for good is not sent again by itself: the next key does.
      if (!answer || answer.status >= 429 || answer.status === 401) later(Math.min(1000 * 2 ** failures, SLOWEST));
      return;
    }
    failures = 0;
    for (const [name, { seq, replaced }] of Object.entries(said.fields)) {
      seqs[name] = Math.max(seq, seqs[name] || 0);
      if (pending[name] && sent[name] && same(pending[name].value, sent[name].value)) delete pending[name];
      else if (pending[name]) pending[name].base = seq;
      if (replaced) tell(replaced);
    }
    if (!made) { made = true; address(); listen(said.revision); }
    remember();
    if (Object.keys(pending).length) later(SOON);
    else say(words().saved.replace("TIME", new Date(said.at).toLocaleTimeString(model.get("language"))));
  }

  function put(name, value, wait) {
    if (value === undefined || same(value, last[name])) { if (!wait) flush(); return; }
    last[name] = value;
    pending[name] = { value, base: seqs[name] ?? about.revision };
    remember();
    if (wait) later(wait); else flush();
  }

  function typed(element, wait) {
    const [box, name] = nameOf(element);
    // The widget's own code hears the event after this one: only then does a button show what was chosen.
    if (box) setTimeout(() => put(name, rawOf(box, model.get("choices")[name] || []), wait), 0);
  }

  function address() {
    history.replaceState(null, "", `?${new URLSearchParams({ draft, lang: model.get("language") })}`);
  }

  let changed = new Set();
  function heard({ data }) {
    const event = JSON.parse(data);
    if (!event.field) { if (!event.mine && event.event === "deleted") say(words().deleted); return; }
    // Heard late, of a time before what stands here: the answer to the save told of it already.
    if ((seqs[event.field] || 0) >= event.seq) return;
    seqs[event.field] = event.seq;
    if (event.mine && same(event.value ?? null, last[event.field] ?? null)) return;
    if (!pending[event.field]) {
      last[event.field] = event.value ?? null;
      if (!changed.size) setTimeout(() => { model.send({ kind: "changed", draft, fields: [...changed] }); changed = new Set(); }, 50);
      changed.add(event.field);
    }
    if (event.told) tell(event.told);
  }

  function listen(since) {
    source = new EventSource(`${about.base}drafts/${draft}/events?${new URLSearchParams({ since, lang: model.get("language") })}`);
    source.onmessage = heard;
    source.onopen = () => { clearTimeout(silence); silence = 0; if (Object.keys(pending).length) flush(); else say("", words().offline); };
    source.onerror = () => { silence = silence || setTimeout(() => say(words().offline), 3000); };
  }

  // What an earlier visit could not send: of other drafts it is only sent, of a new one of this page it is opened.
  async function sendOthers() {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(here) && name !== here + draft)) {
      const what = kept(key);
      if (!what?.fields) continue;
      try {
        const answer = await post(bodyOf(key.slice(here.length), what));
        if (!answer.ok) continue;
        localStorage.removeItem(key);
        if (!made && !what.made && what.page === page && !Object.keys(pending).length) {
          location.replace(`?${new URLSearchParams({ draft: key.slice(here.length), lang: model.get("language") })}`);
        }
      } catch { /* the line is down; the next visit tries again */ }
    }
  }

  const leave = () => { if (!sending) flush(true); };
  addEventListener("online", flush);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", leave);
  if (made) { address(); listen(about.revision); }
  if (Object.keys(pending).length) later(0);
  sendOthers();
  return { typed, put, address, owner: about.owner, pending: () => Object.fromEntries(Object.entries(pending).map(([name, { value }]) => [name, value])), made: () => made,
    place: (list) => (made ? `${about.base}${list}/${draft}` : ""), draft, base: about.base, xsrf: about.xsrf,
    // Something else than a field made the draft: what stood in the entries when the page opened is kept with it.
    begin: () => { if (made) return; made = true; Object.entries(model.get("opened") || {}).forEach(([name, value]) => put(name, value, SOON)); address(); listen(about.revision); },
    restore: (told) => { put(told.field, told.restore, 0); model.send({ kind: "put", field: told.field, value: told.restore }); },
    stop: () => { source?.close(); removeEventListener("online", flush); removeEventListener("pagehide", leave); document.removeEventListener("visibilitychange", leave); } };
}
