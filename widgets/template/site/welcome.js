// After signing in: what this browser's guest typed becomes the person's own drafts, then the page goes on.
const place = document.getElementById("handing-over");

async function handOver() {
  for (const key of Object.keys(localStorage)) {
    const found = /^atelier\.(\w+)\.v(\d+)$/.exec(key);
    if (!found) continue;
    const { typed = {}, raw = {} } = JSON.parse(localStorage.getItem(key) || "{}") || {};
    const values = Object.entries({ ...typed, ...raw });
    if (values.length) {
      const answer = await fetch(place.dataset.save, {
        method: "POST", headers: { "Content-Type": "application/json", "X-XSRFToken": place.dataset.xsrf },
        body: JSON.stringify({ page: found[1], version: Number(found[2]), made: false,
          draft: [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join(""),
          fields: Object.fromEntries(values.map(([name, value]) => [name, [value, 0]])) }),
      });
      // What the server cannot take (an older page's questions) stays here, where the page itself finds it again.
      if (!answer.ok) continue;
    }
    localStorage.removeItem(key);
  }
}

handOver().then(() => location.replace(place.dataset.next), () => { place.textContent = place.dataset.failed; });
