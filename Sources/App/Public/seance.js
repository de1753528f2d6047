// Assembly pages are right without this file; it only spares a reload when somebody else has done something.
"use strict";
(() => {
  const root = document.querySelector("[data-direct]");
  if (!root || !root.dataset.direct || !window.EventSource) return;
  let shown = root.dataset.version, asked = 0;

  // A page that shows a refusal stands at the address of a form, which answers no reading: it names its own.
  async function look(version) {
    const mine = ++asked;
    const answer = await fetch(root.dataset.page || location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-fragment]")) {
      const fresh = page.querySelector(`[data-fragment="${CSS.escape(part.dataset.fragment)}"]`);
      // What somebody is typing in is never taken from under their hands.
      if (fresh && !part.contains(document.activeElement)) part.replaceWith(document.adoptNode(fresh));
    }
    shown = version;
  }

  const source = new EventSource(root.dataset.direct);
  source.addEventListener("message", (event) => { if (event.data !== shown) look(event.data); });
  addEventListener("pagehide", () => source.close());
})();
