// The directory without waiting: it searches as one types, filters and moves its map in place. Without this file the
// same links and forms open whole pages.
"use strict";
(() => {
  const form = document.getElementById("chercher"), field = document.getElementById("q"), word = document.getElementById("annonce");
  if (!form || !field) return;
  let asked = 0, running, timer;

  // Fetches a page of the directory and puts the parts that changed in place. The last one asked wins.
  async function show(address, { parts = ["#annuaire"], replace = false, focus } = {}) {
    const mine = ++asked;
    running?.abort();
    running = new AbortController();
    document.getElementById("annuaire")?.setAttribute("aria-busy", "true");
    let page;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: running.signal });
      if (!answer.ok) throw new Error(answer.status);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(address);
      return;
    }
    if (mine !== asked) return;
    const open = [...document.querySelectorAll("#filtres details[open] > summary")].map((summary) => summary.textContent);
    for (const selector of [...parts, "#gardes"]) {
      const now = document.querySelector(selector), next = page.querySelector(selector);
      if (!now || !next) { location.assign(address); return; }
      now.replaceWith(document.adoptNode(next));
    }
    document.getElementById("annuaire").removeAttribute("aria-busy");
    // What the reader has opened stays open.
    for (const summary of document.querySelectorAll("#filtres summary")) if (open.includes(summary.textContent)) summary.parentElement.open = true;
    document.title = page.title;
    history[replace ? "replaceState" : "pushState"]({}, "", address);
    if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
    const count = document.getElementById("combien");
    if (count) word.textContent = count.textContent;
  }

  const address = (data) => {
    const pairs = [...data].filter(([, value]) => value !== "");
    return "/annuaire" + (pairs.length ? "?" + new URLSearchParams(pairs) : "");
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(address(new FormData(form)), { replace: true }), 180);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    show(address(new FormData(form)));
  });

  // Links of the page that lead to the directory itself: filters, chips, pages, discs of the map.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#annuaire a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.hasAttribute("download")) return;
    const target = new URL(link.getAttribute("href"), location.href);
    if (target.pathname !== "/annuaire" || (target.pathname + target.search === location.pathname + location.search && target.hash)) return;
    event.preventDefault();
    const title = link.title || link.textContent.trim();
    if (link.classList.contains("vue")) {
      show(target.pathname + target.search, { parts: ["#carte"], replace: true }).then(() => {
        [...document.querySelectorAll("#carte a.vue")].find((other) => other.title === title)?.focus({ preventScroll: true });
      });
      return;
    }
    const isPage = link.rel === "next" || link.rel === "prev";
    show(target.pathname + target.search, { focus: isPage ? ".organisations a" : undefined }).then(() => {
      field.value = new URLSearchParams(target.search).get("q") ?? "";
      if (isPage) document.getElementById("combien")?.scrollIntoView();
    });
  });

  // « Trouver une commune » answers as one types too.
  let placeTimer;
  document.addEventListener("input", (event) => {
    if (event.target.id !== "lieu") return;
    clearTimeout(placeTimer);
    placeTimer = setTimeout(async () => {
      const typed = event.target.value;
      await show(address(new FormData(event.target.form)), { parts: ["#filtres"], replace: true, focus: "#lieu" });
      const next = document.getElementById("lieu");
      if (next) { next.value = typed; next.setSelectionRange(typed.length, typed.length); }
    }, 250);
  });

  addEventListener("popstate", () => {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    show(location.pathname + location.search, { replace: true });
  });

  // The map follows the pointer, then asks for the groups of what it shows.
  let drag;
  const shown = (svg) => svg.viewBox.baseVal;
  const box = (svg) => {
    // From units of the drawing to degrees: longitudes are even, latitudes are not.
    const [west, south, east, north] = svg.closest("#carte").dataset.vue.split(",").map(Number);
    const view = shown(svg), [width, height] = svg.dataset.cadre.split(" ").map(Number);
    const mercator = (latitude) => Math.log(Math.tan(Math.PI / 4 + latitude * Math.PI / 360));
    const top = mercator(north), bottom = mercator(south);
    const latitude = (y) => (Math.atan(Math.exp(top + (bottom - top) * y / height)) - Math.PI / 4) * 360 / Math.PI;
    const longitude = (x) => west + (east - west) * x / width;
    return [longitude(view.x), latitude(view.y + view.height), longitude(view.x + view.width), latitude(view.y)].map((degrees) => degrees.toFixed(5)).join(",");
  };
  const keep = (svg) => { svg.dataset.cadre ??= `${shown(svg).width} ${shown(svg).height}`; };
  const ask = (svg) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const target = new URL(location.href);
      target.searchParams.set("vue", box(svg));
      show(target.pathname + target.search, { parts: ["#carte"], replace: true });
    }, 220);
  };
  document.addEventListener("pointerdown", (event) => {
    const svg = event.target.closest?.("#carte svg");
    if (!svg || event.button || event.pointerType === "touch") return;
    keep(svg);
    drag = { svg, x: event.clientX, y: event.clientY, left: shown(svg).x, top: shown(svg).y, moved: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const factor = shown(drag.svg).width / drag.svg.clientWidth;
    const [dx, dy] = [(event.clientX - drag.x) * factor, (event.clientY - drag.y) * factor];
    if (!drag.moved && Math.hypot(dx, dy) < 5) return;
    drag.moved = true;
    shown(drag.svg).x = drag.left - dx;
    shown(drag.svg).y = drag.top - dy;
  });
  document.addEventListener("pointerup", () => {
    if (drag?.moved) {
      ask(drag.svg);
      // The click that ends a move opens nothing.
      document.addEventListener("click", (event) => { event.preventDefault(); event.stopPropagation(); }, { capture: true, once: true });
      setTimeout(() => document.dispatchEvent(new Event("click", { cancelable: true })), 0);
    }
    drag = undefined;
  });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#carte")) event.preventDefault(); });
  document.addEventListener("wheel", (event) => {
    const svg = event.target.closest?.("#carte svg");
    if (!svg || !event.ctrlKey) return;
    event.preventDefault();
    keep(svg);
    const view = shown(svg), frame = svg.getBoundingClientRect();
    const factor = event.deltaY > 0 ? 1.25 : 0.8;
    const x = view.x + view.width * (event.clientX - frame.left) / frame.width;
    const y = view.y + view.height * (event.clientY - frame.top) / frame.height;
    [view.x, view.y] = [x - (x - view.x) * factor, y - (y - view.y) * factor];
    [view.width, view.height] = [view.width * factor, view.height * factor];
    ask(svg);
  }, { passive: false });
})();
