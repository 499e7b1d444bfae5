// Lines of an order as plain entries, drawn in the browser: adding, pasting and deleting wait for nobody.
function render({ model, el }) {
  const box = Object.assign(document.createElement("div"), { className: "lines own-entry" });
  const list = document.createElement("div");
  const add = Object.assign(document.createElement("button"), { type: "button", className: "jupyter-button add-line" });
  const refused = Object.assign(document.createElement("p"), { className: "too-many" });
  refused.setAttribute("role", "alert");
  box.append(list, refused, add);
  el.append(box);
  let rows = [];

  const some = (row) => model.get("needed").some((at) => row[at]);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const fresh = () => [...model.get("empty")];
  const full = (row) => fresh().map((cell, at) => (row[at] ?? "") || cell);
  // The last line is always there to be typed into, and is none until somebody does.
  const typed = () => rows.filter(some).map((row) => [...row]);
  box.raw = typed;

  function told(kind) {
    model.set("rows", typed());
    model.save_changes();
    if (kind) box.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  function entry(row, at, column) {
    const words = model.get("columns"), choices = model.get("choices")[column];
    const label = Object.assign(document.createElement("label"), { className: `cell cell-${column}` });
    label.append(Object.assign(document.createElement("span"), { textContent: words[column] }));
    const input = document.createElement(choices ? "select" : "input");
    if (choices) choices.forEach(([value, text]) => input.append(new Option(text, value, false, value === row[column])));
    else Object.assign(input, { type: "text", placeholder: " ", value: row[column], autocomplete: "off", inputMode: model.get("numbers").includes(column) ? "decimal" : "text" });
    input.setAttribute("aria-label", `${words[column]}, ${model.get("line").replace("NUMBER", at + 1)}`);
    input.addEventListener("input", () => { row[column] = input.value; grow(); told(); });
    input.addEventListener("change", () => told());
    input.addEventListener("paste", (event) => paste(event, at, column));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || choices) return;
      event.preventDefault();
      focus(Math.min(at + 1, rows.length - 1), 0);
    });
    label.append(input);
    return label;
  }

  function draw(row, at) {
    const line = Object.assign(document.createElement("div"), { className: "row" });
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", model.get("line").replace("NUMBER", at + 1));
    row.forEach((_, column) => line.append(entry(row, at, column)));
    const amount = Object.assign(document.createElement("output"), { className: "amount-of-line", textContent: model.get("amounts")[at] || "" });
    const gone = Object.assign(document.createElement("button"), { type: "button", className: "jupyter-button remove-line", textContent: "×" });
    gone.setAttribute("aria-label", `${model.get("remove")}, ${model.get("line").replace("NUMBER", at + 1)}`);
    gone.addEventListener("click", () => { rows.splice(rows.indexOf(row), 1); drawAll(); told("change"); focus(Math.min(at, rows.length - 1), 0); });
    line.append(amount, gone);
    return line;
  }

  function grow() {
    const last = rows.at(-1);
    if (last && !some(last)) return;
    rows.push(fresh());
    list.append(draw(rows.at(-1), rows.length - 1));
  }

  function drawAll() {
    list.replaceChildren(...rows.map(draw));
    grow();
  }

  function focus(at, column) {
    list.children[at]?.querySelectorAll("input, select")[column]?.focus();
  }

  // A piece of a spreadsheet falls into the lines from here on, cell by cell.
  function paste(event, at, column) {
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const pieces = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    // What is too much for one order stays where it was copied from: the sentence says what to do.
    const many = at + pieces.length > model.get("most");
    refused.textContent = many ? model.get("too_many").replace("COUNT", at + pieces.length) : "";
    if (many) return;
    pieces.forEach((cells, down) => {
      const row = rows[at + down] || (rows[at + down] = fresh());
      cells.forEach((cell, right) => { if (column + right < row.length) row[column + right] = named(cell.trim(), column + right); });
    });
    drawAll();
    told("change");
  }

  // In a spreadsheet people write the names that they see here.
  function named(cell, column) {
    const choices = model.get("choices")[column];
    if (!choices || !cell) return cell || model.get("empty")[column];
    const found = choices.find(([value, text]) => [value, text].some((name) => name.toLowerCase() === cell.toLowerCase()));
    return found ? found[0] : cell;
  }

  function speak() {
    add.textContent = model.get("add");
    drawAll();
  }

  add.addEventListener("click", () => { grow(); focus(rows.length - 1, 0); });
  model.on("change:rows", () => { if (!same(model.get("rows"), typed())) { rows = model.get("rows").map(full); drawAll(); } });
  model.on("change:amounts", () => model.get("amounts").forEach((amount, at) => {
    const shown = list.children[at]?.querySelector("output");
    if (shown && shown.textContent !== amount) shown.textContent = amount;
  }));
  model.on("change:columns", speak);
  rows = model.get("rows").map(full);
  speak();
}

export default { render };
