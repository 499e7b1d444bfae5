// Filters the list of names while someone types. Without this script the whole list is there.
"use strict";
(() => {
  const plain = text => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").replace(/[’'_]/g, " ").toLowerCase();
  const box = document.querySelector(".search");
  const field = box.querySelector("input");
  const said = box.querySelector("[role=status]");
  const topics = [...document.querySelectorAll(".topic")];
  const names = topics.flatMap(topic => [...topic.querySelectorAll("li")].map(
    item => ({ item, name: item.dataset.name, text: plain(item.textContent + " " + item.dataset.also) })));

  function search() {
    const asked = plain(field.value).split(/\s+/).filter(Boolean);
    const found = new Set();
    for (const one of names) {
      const fits = asked.every(word => one.text.includes(word));
      one.item.hidden = !fits;
      if (fits) found.add(one.name);
    }
    for (const topic of topics) topic.hidden = !topic.querySelector("li:not([hidden])");
    document.querySelector(".contents").hidden = asked.length > 0;
    const sentence = found.size === 0 ? "none" : found.size === 1 ? "one" : "many";
    said.textContent = asked.length ? box.dataset[sentence].replace("#", found.size) : "";
  }

  field.addEventListener("input", search);
  field.addEventListener("keydown", event => {
    if (event.key === "Escape") { field.value = ""; search(); }
    if (event.key === "Enter") {
      const first = document.querySelector(".topic:not([hidden]) li:not([hidden]) a");
      if (first) first.focus();
    }
  });
  box.hidden = false;
  search();
})();
