// The page's own script, sent with the page itself. It keeps what is typed in this browser and in the link, gives
// names to what ipywidgets leaves nameless, keeps unfolded parts open, and hands out files.
const opened = new Set();

function kept(key) {
  try { return JSON.parse(localStorage.getItem(key) || "null"); } catch { return null; }
}

function keep(key, value) {
  // A full or forbidden store must not stop the page: the link still carries everything.
  try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
}

function polish(root, names, place, guest) {
  // The widgets show what the first answer said, and more.
  if (root.querySelector(".tiles .amount")) document.querySelector(".atelier.first")?.remove();
  for (const [css, name] of Object.entries(names)) {
    root.querySelectorAll(css).forEach((element) => element.setAttribute("aria-label", name));
  }
  root.querySelectorAll(".widget-toggle-buttons").forEach((group) => {
    const label = group.querySelector("label");
    const buttons = group.querySelector(".widget-toggle-button")?.parentElement || group;
    buttons.setAttribute("role", "group");
    if (label) buttons.setAttribute("aria-label", label.textContent);
    group.querySelectorAll("button").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.classList.contains("mod-active"))));
  });
  root.querySelectorAll(".field").forEach((field, index) => {
    const entry = field.querySelector("input, select, textarea");
    if (!entry) return;
    if (entry.type === "text") { entry.inputMode = entry.closest(".number") ? "decimal" : "text"; entry.autocomplete = "off"; }
    const notes = [...field.querySelectorAll(".help .widget-html-content, .problem .widget-html-content")]
      .filter((note) => note.textContent.trim());
    notes.forEach((note, at) => { note.id = note.id || `note-${index}-${at}-${Math.random().toString(36).slice(2)}`; });
    if (notes.length) entry.setAttribute("aria-describedby", notes.map((note) => note.id).join(" "));
    entry.setAttribute("aria-invalid", String(field.classList.contains("refused")));
  });
  root.querySelectorAll(".fold > button").forEach((button) =>
    button.setAttribute("aria-expanded", String(button.parentElement.classList.contains("unfolded"))));
  // Where the draft is sent from: known once it is kept.
  root.querySelectorAll("a.order-send").forEach((anchor) => {
    const there = place?.(anchor.dataset.list || "orders");
    anchor.hidden = !there;
    if (there) anchor.href = there;
  });
  root.querySelectorAll(".order-guest").forEach((note) => { note.hidden = !guest; });
  root.querySelectorAll("details[data-key]").forEach((part) => {
    if (opened.has(part.dataset.key) && !part.open) part.open = true;
  });
}

function handOut(name, mime, content) {
  const address = URL.createObjectURL(new Blob([content], { type: mime }));
  const anchor = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function explanation(ask, words) {
  // One window for every amount; what was open before is one step back.
  const box = document.createElement("dialog");
  box.className = "explain";
  box.setAttribute("aria-labelledby", "explain-title");
  box.innerHTML = `<div class="bar"><button type="button" class="back"></button><h2 id="explain-title" tabindex="-1"></h2>
    <button type="button" class="close"></button></div><div class="inside"></div>`;
  const [back, close] = [box.querySelector(".back"), box.querySelector(".close")];
  let trail = [];
  const open = (what) => { trail.push(what); ask(what); };
  back.addEventListener("click", () => { trail.pop(); ask(trail.at(-1)); });
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => { trail = []; });
  const show = ({ title, html }) => {
    box.querySelector("h2").textContent = title;
    box.querySelector(".inside").innerHTML = html;
    back.textContent = words().back;
    close.textContent = words().close;
    back.hidden = trail.length < 2;
    if (!box.open) box.showModal();
    box.scrollTop = 0;
    box.querySelector("h2").focus();
  };
  return { box, open, show };
}

function render({ model, el }) {
  const alone = document.body.dataset.voila === "voila";
  const key = `atelier.${model.get("page")}.v${model.get("version")}`;
  const status = Object.assign(document.createElement("div"), { className: "status" });
  status.setAttribute("role", "status");
  const others = Object.assign(document.createElement("div"), { className: "others no-print" });
  others.setAttribute("role", "log");
  el.append(status, others);
  // `instead`: only where this still stands there.
  const say = (text, instead) => { if (instead === undefined || status.textContent === instead) status.textContent = text || ""; };
  const button = (text, does) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "jupyter-button", textContent: text });
    made.addEventListener("click", does);
    return made;
  };
  const tell = (told) => {
    const line = document.createElement("p");
    line.append(told.sentence, " ");
    if (told.tap) line.append(button(told.tap, () => { saving.restore(told); line.remove(); }), " ");
    line.append(button(model.get("messages").understood, () => line.remove()));
    others.prepend(line);
  };
  const saving = alone ? saver({ model, say, tell }) : null;
  const receipt = saving ? receiptOf({ saving, model }) : null;
  const root = () => el.closest(".atelier") || document.body;

  let queued = false;
  const polishSoon = () => {
    if (queued) return;
    queued = true;
    requestAnimationFrame(() => { queued = false; polish(root(), model.get("names"), saving?.place, alone && !saving); receipt?.draw(root()); });
  };
  const watcher = new MutationObserver(polishSoon);
  const language = () => {
    if (alone) { document.documentElement.lang = model.get("language"); document.title = model.get("title"); }
    else root().setAttribute("lang", model.get("language"));
    polishSoon();
  };

  let waiting = 0;
  const expectAnswer = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => say(model.get("messages").gone), 12000);
    // To a calculator that is known to be dead nothing can be sent at all; the sentence comes all the same.
    try { Promise.resolve(model.send({ kind: "ping" })).catch(() => {}); } catch { /* as above */ }
  };
  const typedRaw = (event) => {
    if (saving) { saving.typed(event.target, event.type === "change" ? 0 : SOON); return; }
    const field = event.target.closest?.(".field");
    const css = field && [...field.classList].find((name) => name.startsWith("box-"));
    // Lists and buttons come back with `typed`; only text can be lost between a key and the calculator.
    if (!css || event.target.type !== "text" || field.querySelectorAll("input[type=text]").length > 1) return;
    const now = kept(key) || {};
    now.raw = { ...now.raw, [css.slice(4)]: event.target.value };
    keep(key, now);
  };

  const why = explanation((what) => model.send({ kind: "explain", what }), () => model.get("messages"));
  el.append(why.box);

  model.on("change:language", language);
  model.on("change:title", language);
  model.on("change:names", polishSoon);
  model.on("change:typed", () => {
    if (saving) return;
    // What is being typed right now has not reached the calculator yet: it stays until it has.
    const now = document.activeElement?.closest?.(".field");
    const raw = Object.entries((kept(key) || {}).raw || {}).filter(([name]) => now?.classList.contains(`box-${name}`));
    if (keep(key, { ...kept(key), typed: model.get("typed"), raw: Object.fromEntries(raw) })
        && Object.keys(model.get("typed")).length) say(model.get("messages").kept);
  });
  model.on("change:link", () => {
    if (!alone) return;
    if (saving) { if (saving.made()) saving.address(); return; }
    history.replaceState(null, "", `?${model.get("link")}`);
    keep(key, { ...kept(key), link: location.search });
  });
  model.on("msg:custom", (message, buffers) => {
    if (message.kind === "pong") { clearTimeout(waiting); if (status.textContent === model.get("messages").gone) say(""); }
    if (message.kind === "say") say(message.text);
    if (message.kind === "save") Object.entries(message.fields).forEach(([name, value]) => saving?.put(name, value, SOON));
    if (message.kind === "explained") { why.show(message); polishSoon(); }
    if (message.kind === "download") handOut(message.name, message.mime, buffers[0]);
  });

  const onClick = (event) => {
    if (event.target.closest?.(".act-print")) window.print();
    if (event.target.closest?.(".act-link")) {
      const address = saving ? `${location.origin}${location.pathname}?${model.get("link")}` : alone ? location.href : `?${model.get("link")}`;
      navigator.clipboard?.writeText(address).then(() => say(model.get("messages").copied),
        () => say(address)) ?? say(address);
    }
    const copied = event.target.closest?.("[data-copy]");
    if (copied && root().contains(copied)) {
      navigator.clipboard?.writeText(copied.dataset.copy).then(() => say(copied.dataset.done),
        () => say(copied.dataset.copy)) ?? say(copied.dataset.copy);
    }
    const amount = event.target.closest?.("[data-explain]");
    if (amount && root().contains(amount)) why.open(amount.dataset.explain);
    if (event.target.closest?.(".field .choices button")) saving?.typed(event.target, 0);
    if (event.target.closest?.("button")) expectAnswer();
  };
  const onToggle = (event) => {
    const part = event.target;
    if (part.dataset?.key) (part.open ? opened.add(part.dataset.key) : opened.delete(part.dataset.key));
  };
  const onChange = (event) => { typedRaw(event); expectAnswer(); };
  document.addEventListener("click", onClick);
  document.addEventListener("toggle", onToggle, true);
  document.addEventListener("input", typedRaw, true);
  document.addEventListener("change", onChange, true);

  language();
  // The other widgets of the room appear after this one.
  requestAnimationFrame(() => watcher.observe(root(), { childList: true, subtree: true, attributes: true,
    attributeFilter: ["class"] }));

  const asked = new URLSearchParams(location.search);
  asked.delete("lang");
  const before = kept(key);
  // An address that this page wrote itself is no link that somebody opened: what was typed after it counts.
  const empty = alone && ([...asked.keys()].length === 0 || location.search === before?.link);
  const has = before && (Object.keys(before.typed || {}).length || Object.keys(before.raw || {}).length);
  if (saving?.owner) say(model.get("messages").owner.replace("NAME", saving.owner));
  model.set("restored", saving ? { pending: saving.pending() } : empty && has ? before : {});
  model.save_changes();

  return () => {
    watcher.disconnect();
    saving?.stop();
    receipt?.stop();
    clearTimeout(waiting);
    document.removeEventListener("click", onClick);
    document.removeEventListener("toggle", onToggle, true);
    document.removeEventListener("input", typedRaw, true);
    document.removeEventListener("change", onChange, true);
  };
}

export default { render };
