// The receipt of an expense note: photographed or chosen, sent at once, shown, replaced, taken off and put back. With the
// line down the chosen file waits here and leaves once it is back.
const SLOWEST_TRY = 15000;

function receiptOf({ saving, model }) {
  const { draft, base, xsrf } = saving;
  let kept = null, removed = null, waiting = null, sent = null, problem = "", said = "", timer = 0, failures = 0, asked = false, box = null;
  const words = (name) => box?.dataset[name] || "";
  const make = (tag, about, ...inside) => { const made = Object.assign(document.createElement(tag), about); made.append(...inside); return made; };

  function shown() {
    const place = `${base}receipt/${draft}?${new URLSearchParams({ of: kept.name.slice(0, 12) })}`;
    const inside = kept.shown ? make("img", { src: place, alt: words("open") }) : words("open");
    return make("a", { href: place, target: "_blank", rel: "noopener", className: "receipt-kept" }, inside);
  }

  function chooser(text, camera, main) {
    const input = make("input", { type: "file", hidden: true, accept: camera ? "image/*" : "image/*,application/pdf", className: camera ? "receipt-camera" : "receipt-file" });
    if (camera) input.setAttribute("capture", "environment");
    input.addEventListener("change", () => { const file = input.files[0]; input.value = ""; if (file) chosen(file); });
    const button = make("button", { type: "button", className: `jupyter-button${main ? " mod-primary" : ""}`, textContent: text });
    button.addEventListener("click", () => input.click());
    return [button, input];
  }

  function act(text, does) {
    const button = make("button", { type: "button", className: "jupyter-button", textContent: text });
    button.addEventListener("click", does);
    return button;
  }

  function redraw() {
    if (!box) return;
    const bar = make("div", { className: "receipt-acts" });
    if (kept) bar.append(...chooser(words("replace"), false, false), act(words("remove"), () => change("remove")));
    else bar.append(...chooser(words("camera"), true, true), ...chooser(words("file"), false, false));
    if (removed && !kept) bar.append(act(words("undo"), () => change(`put_back?${new URLSearchParams({ name: removed })}`)));
    if (waiting && !sent) bar.append(act(words("retry"), () => send()));
    const line = make("p", { className: problem ? "problem" : "receipt-said", textContent: problem || said });
    line.setAttribute("role", problem ? "alert" : "status");
    const progress = sent ? [make("progress", { max: 1, value: sent.part })] : [];
    if (sent) progress[0].setAttribute("aria-label", words("label"));
    box.replaceChildren(make("b", { textContent: words("label") }), ...(kept ? [shown()] : []),
      ...(waiting ? [make("p", { className: "receipt-name", textContent: waiting.name })] : []), ...progress, line, bar);
  }

  function draw(root) {
    const found = root.querySelector(".receipt-piece");
    if (!found || (found === box && found.childNodes.length)) return;
    box = found;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", words("label"));
    redraw();
    if (!asked && saving.made()) { asked = true; look(); }
  }

  async function look() {
    try { const answer = await fetch(`${base}receipt/${draft}?about=1`); if (answer.ok && !sent && !waiting) { const about = await answer.json(); kept = about.name ? about : null; redraw(); } } catch { /* the line is down: what is there shows later */ }
  }

  function told(about, text) {
    asked = true;
    kept = about.name ? about : null;
    problem = "";
    said = words(text);
    saving.begin();
    model.send({ kind: "receipt", draft });
  }

  function chosen(file) {
    if (file.size > Number(box.dataset.most) * 1048576) { problem = words("errorLarge"); redraw(); return; }
    if (file.type && !/^(image\/|application\/pdf$)/.test(file.type)) { problem = words("errorType"); redraw(); return; }
    waiting = file;
    send();
  }

  function send() {
    clearTimeout(timer);
    if (!waiting || sent) return;
    const file = waiting, request = new XMLHttpRequest(), form = new FormData();
    sent = { part: 0 };
    problem = "";
    said = words("sending").replace("PERCENT", "0 %");
    form.append("file", file, file.name);
    request.open("POST", `${base}receipt?${new URLSearchParams({ draft, lang: model.get("language") })}`);
    request.setRequestHeader("X-XSRFToken", xsrf);
    request.upload.onprogress = ({ loaded, total }) => {
      sent.part = loaded / total;
      said = words("sending").replace("PERCENT", `${Math.round(100 * sent.part)} %`);
      const bar = box?.querySelector("progress"), line = box?.querySelector(".receipt-said");
      if (bar) bar.value = sent.part;
      if (line) line.textContent = said;
    };
    request.onloadend = () => {
      sent = null;
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* a refusal in plain text, or none */ }
      if (request.status === 200) { waiting = null; removed = null; failures = 0; told(answer, "kept"); }
      else if ([404, 409, 413, 415, 422].includes(request.status)) { waiting = null; problem = answer.detail || request.responseText; }
      else { problem = answer.detail || request.responseText || words("offline"); failures += 1; timer = setTimeout(send, Math.min(500 * 2 ** failures, SLOWEST_TRY)); }
      redraw();
    };
    request.send(form);
    redraw();
  }

  async function change(what) {
    const before = kept;
    try {
      const answer = await fetch(`${base}receipt/${draft}/${what}${what.includes("?") ? "&" : "?"}lang=${model.get("language")}`, { method: "POST", headers: { "X-XSRFToken": xsrf } });
      const about = await answer.json();
      if (answer.ok) { if (what === "remove") removed = before?.name; told(about, about.name ? "kept" : "removed"); } else problem = about.detail;
    } catch { problem = words("offline"); }
    redraw();
  }

  const back = () => send();
  const leave = (event) => { if (waiting) event.preventDefault(); };
  addEventListener("online", back);
  addEventListener("beforeunload", leave);
  return { draw, stop: () => { clearTimeout(timer); removeEventListener("online", back); removeEventListener("beforeunload", leave); } };
}
