// Everything works without this file; it only makes some things quicker.
"use strict";
(() => {
  const region = () => document.getElementById("situation");

  // The slider over the stops of time: it fetches the page of a date and puts its content in place.
  let asked = 0;
  const months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
  const french = (day) => { const [y, m, d] = day.split("-").map(Number); return `${d === 1 ? "1er" : d} ${months[m - 1]} ${y}`; };

  async function show(address, keep) {
    const mine = ++asked;
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) { location.assign(address); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked || !region()) return;
    const hadFocus = document.activeElement && document.activeElement.type === "range";
    for (const selector of ["#situation", ".chapeau", ".suite"]) {
      const now = document.querySelector(selector), next = page.querySelector(selector);
      if (now && next) now.replaceWith(document.adoptNode(next));
    }
    document.title = page.title;
    history[keep ? "replaceState" : "pushState"]({}, "", address);
    slider(hadFocus);
  }

  function slider(focus) {
    const bar = document.querySelector(".temps");
    if (!bar || !region()) return;
    const days = bar.dataset.jours.split(" ").filter(Boolean);
    if (days.length < 2) return;
    const number = (day) => Math.round(Date.parse(day + "T00:00:00Z") / 864e5);
    const stops = days.map(number), start = stops[0] - 120;
    const end = stops[stops.length - 1] + 120;
    const nearest = (value) => stops.reduce((best, stop, i) => Math.abs(stop - value) < Math.abs(stops[best] - value) ? i : best, 0);
    const range = document.createElement("input");
    Object.assign(range, { type: "range", min: start, max: end, step: 1, value: number(bar.dataset.jour) });
    range.setAttribute("aria-label", "Date de la situation");
    const say = (day) => range.setAttribute("aria-valuetext", french(day));
    say(bar.dataset.jour);
    let timer;
    const go = (i) => {
      const day = days[i], field = document.getElementById("au");
      say(day);
      if (field) field.value = day;
      clearTimeout(timer);
      timer = setTimeout(() => show(`${location.pathname}?au=${day}`, true), 80);
    };
    range.addEventListener("input", () => go(nearest(+range.value)));
    range.addEventListener("change", () => { range.value = stops[nearest(+range.value)]; });
    // The arrow keys go from change to change, not from day to day.
    range.addEventListener("keydown", (event) => {
      const forward = ["ArrowRight", "ArrowUp"].includes(event.key), back = ["ArrowLeft", "ArrowDown"].includes(event.key);
      if (!forward && !back) return;
      event.preventDefault();
      const here = +range.value;
      const i = forward ? stops.findIndex((stop) => stop > here) : stops.findLastIndex((stop) => stop < here);
      if (i < 0) return;
      range.value = stops[i];
      go(i);
    });
    bar.append(range);
    if (focus) range.focus();
  }

  // Pointing at a territory in the map or in the table shows it in the other.
  function point(event) {
    const from = event.target.closest?.("[data-code]");
    for (const old of document.querySelectorAll(".vise")) old.classList.remove("vise");
    if (!from) return;
    for (const twin of document.querySelectorAll(`[data-code="${CSS.escape(from.dataset.code)}"]`)) twin.classList.add("vise");
  }

  document.addEventListener("pointerover", point);
  document.addEventListener("focusin", point);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".temps a[href]");
    if (!link || !region() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.getAttribute("href"), false);
  });
  addEventListener("popstate", () => { if (region()) show(location.href, true); });

  // While an organisation is being typed: what the directory already has that looks like it.
  const compared = ["nom", "ville", "code_postal", "code_commune", "siren", "siret", "rna", "telephone", "site", "famille"];
  for (const zone of document.querySelectorAll("[data-ressemblances]")) {
    const place = document.createElement("div");
    place.className = "ressemblances";
    place.setAttribute("aria-live", "polite");
    zone.querySelector("[name=nom]")?.closest(".champ")?.after(place);
    let timer, last = 0;
    zone.addEventListener("input", (event) => {
      if (!compared.includes(event.target.name)) return;
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const mine = ++last, query = new URLSearchParams();
        for (const field of zone.querySelectorAll("input, select")) if (compared.includes(field.name) && field.value) query.set(field.name, field.value);
        if ((query.get("nom") || "").length < 3 && !query.get("siren") && !query.get("siret")) { place.replaceChildren(); return; }
        const answer = await fetch(`${zone.dataset.ressemblances}?${query}`).catch(() => null);
        if (!answer?.ok || mine !== last) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        place.replaceChildren(...[...page.body.childNodes].map((node) => document.adoptNode(node)));
      }, 300);
    });
  }

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post" || event.defaultPrevented) return;
    if (event.target.dataset.parti) { event.preventDefault(); return; }
    event.target.dataset.parti = "oui";
  });
  addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.parti; });

  // After a refusal, the summary of what is wrong is what to read first.
  document.querySelector(".avis.refus[tabindex]")?.focus();
  slider(false);
})();
