// Seals a secret ballot in the voter's browser (HPKE, RFC 9180: P-256, HKDF-SHA256, AES-256-GCM) before anything is sent. The
// answers stand outside of the form: without this file they go nowhere. Its SHA-256 is written in the invitation.
"use strict";
(() => {
  const text = new TextEncoder();
  const join = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let place = 0;
    for (const part of parts) { all.set(part, place); place += part.length; }
    return all;
  };
  const two = (number) => Uint8Array.of(number >> 8, number & 255);
  const fromBase64 = (word) => Uint8Array.from(atob(word), (letter) => letter.charCodeAt(0));
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const chance = (count) => crypto.getRandomValues(new Uint8Array(count));

  async function hmac(key, data) {
    const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", imported, data));
  }
  async function expand(key, info, length) {
    let block = new Uint8Array(0), all = new Uint8Array(0);
    for (let count = 1; all.length < length; count++) {
      block = await hmac(key, join(block, info, Uint8Array.of(count)));
      all = join(all, block);
    }
    return all.slice(0, length);
  }
  const version = text.encode("HPKE-v1"), kem = join(text.encode("KEM"), two(0x10));
  const suite = join(text.encode("HPKE"), two(0x10), two(1), two(2)), none = new Uint8Array(0);
  const extracted = (id, salt, label, input) =>
    hmac(salt.length ? salt : new Uint8Array(32), join(version, id, text.encode(label), input));
  const expanded = (id, key, label, info, length) =>
    expand(key, join(two(length), version, id, text.encode(label), info), length);

  async function seal(publicKey, info, associated, plain) {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    const recipient = await crypto.subtle.importKey("raw", publicKey, curve, false, []);
    const own = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
    const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "ECDH", public: recipient }, own.privateKey, 256));
    const agreed = await expanded(
      kem, await extracted(kem, none, "eae_prk", shared), "shared_secret", join(point, publicKey), 32);
    const context = join(Uint8Array.of(0), await extracted(suite, none, "psk_id_hash", none),
      await extracted(suite, none, "info_hash", info));
    const secret = await extracted(suite, agreed, "secret", none);
    const key = await expanded(suite, secret, "key", context, 32);
    const nonce = await expanded(suite, secret, "base_nonce", context, 12);
    const cipher = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: associated }, cipher, plain);
    return join(point, new Uint8Array(sealed));
  }

  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const newCode = () =>
    Array.from(chance(28), (byte, place) => (place && place % 4 === 0 ? "-" : "") + alphabet[byte & 31]).join("");

  // The receipt: shows the code that this browser alone knows, and prints.
  const show = (code) => {
    const place = document.getElementById("code"), part = document.getElementById("code-de-suivi");
    if (place && part && code) { place.textContent = code; part.hidden = false; }
  };
  const printing = document.getElementById("imprimer");
  if (printing) { printing.hidden = false; printing.addEventListener("click", () => print()); }

  const form = document.getElementById("vote-secret");
  if (!form) {
    try { show(sessionStorage.getItem("code-de-suivi")); sessionStorage.removeItem("code-de-suivi"); } catch { /* nothing was kept */ }
    return;
  }

  const facts = form.dataset, zone = document.getElementById("bulletin-en-clair"), button = document.getElementById("voter");
  const back = document.getElementById("revenir"), obstacle = document.getElementById("empechement");
  const field = document.getElementById("bulletin");
  let code;
  const say = (sentence) => {
    obstacle.textContent = sentence;
    obstacle.hidden = false;
    obstacle.scrollIntoView({ block: "center" });
  };
  if (!window.isSecureContext || !crypto.subtle) {
    say("Ce navigateur ne peut pas chiffrer ici : ouvrez cette page en https, avec un navigateur récent.");
    return;
  }
  document.getElementById("sans-script").hidden = true;
  button.disabled = false;

  // What is ticked, in the written form of a choice; or the sentence that says what to mend.
  function chosen() {
    const value = (name) => zone.querySelector(`[name="${name}"]`)?.value ?? "";
    const isTicked = (name) => zone.querySelector(`[name="${name}"]`)?.checked ?? false;
    if (facts.genre === "pour-contre" || facts.genre === "choix") {
      const radio = zone.querySelector("[name=choix]:checked");
      return radio ? { choice: radio.value } : { error: "Choisissez une réponse, ou votez blanc." };
    }
    const places = Array.from({ length: Number(facts.options) }, (_, index) => index + 1);
    const isBlank = isTicked("blanc");
    const said = places.map((place) => facts.genre === "approbation" ? isTicked(`option-${place}`) : value(`option-${place}`));
    if (isBlank) return said.some(Boolean) ? { error: "Vous votez blanc et vous choisissez aussi : gardez l’un ou l’autre." } : { choice: "blanc" };
    if (!said.some(Boolean)) return { error: "Choisissez au moins une proposition, ou votez blanc." };
    if (facts.genre === "jugement-majoritaire") return { choice: said.map((grade) => grade === "" ? "-" : grade).join(",") };
    if (facts.genre === "approbation") {
      const list = places.filter((place) => said[place - 1]), most = Number(facts.auPlus);
      return most && list.length > most ? { error: `Choisissez au plus ${most} propositions.` } : { choice: list.join(",") };
    }
    const ranked = places.filter((place) => said[place - 1] !== "").sort((one, other) => said[one - 1] - said[other - 1]);
    const isWhole = ranked.every((place, index) => Number(said[place - 1]) === index + 1);
    return isWhole ? { choice: ranked.join(",") } : { error: "Numérotez 1, 2, 3… sans trou et sans donner deux fois le même rang." };
  }

  // What the voter reads again before sending.
  function words(choice) {
    if (facts.genre === "pour-contre" || facts.genre === "choix")
      return zone.querySelector("[name=choix]:checked").closest("label").textContent.trim();
    if (choice === "blanc") return "Blanc";
    const name = (place) => (zone.querySelector(`[name="option-${place}"]`).closest("label")
      ?? zone.querySelector(`label[for="option-${place}"]`)).textContent.trim();
    if (facts.genre === "jugement-majoritaire")
      return choice.split(",").map((grade, index) => {
        const field = zone.querySelector(`[name="option-${index + 1}"]`);
        return `${name(index + 1)} : ${grade === "-" ? "sans mention" : field.selectedOptions[0].textContent}`;
      }).join(" ; ");
    return choice.split(",").map(name).join(facts.genre === "rangs" ? ", puis " : ", ");
  }

  function hideAnswers(isHidden) {
    for (const input of zone.querySelectorAll("input, select")) input.disabled = isHidden;
    zone.hidden = isHidden;
    back.hidden = !isHidden;
    button.textContent = isHidden ? "Déposer mon bulletin dans l’urne" : "Chiffrer mon bulletin";
  }

  async function prepare() {
    const { choice, error } = chosen();
    if (error) { say(error); return; }
    obstacle.hidden = true;
    code = newCode();
    const plain = text.encode(JSON.stringify({ choix: choice, code, scrutin: facts.identite }));
    const length = Number(facts.longueur);
    if (plain.length > length) throw new Error("ballot too long");
    const padded = new Uint8Array(length).fill(0x20);
    padded.set(plain);
    const id = hex(chance(16));
    const sealed = await seal(fromBase64(facts.cle), text.encode(`maillage scrutin 1 ${facts.empreinte}`),
      text.encode(`${id}|${facts.college}`), padded);
    field.value = `${id}.${toBase64(sealed)}`;
    document.getElementById("rappel-du-choix").textContent = words(choice);
    show(code);
    hideAnswers(true);
    document.getElementById("code-de-suivi").scrollIntoView({ block: "start" });
  }

  form.addEventListener("submit", (event) => {
    if (field.value) {
      try { sessionStorage.setItem("code-de-suivi", code); } catch { /* it was shown above already */ }
      return;
    }
    event.preventDefault();
    prepare().catch(() => say("Le bulletin n’a pas pu être chiffré : rien n’a été envoyé. Rechargez la page, ou prenez un autre navigateur."));
  });
  back.addEventListener("click", () => {
    field.value = "";
    document.getElementById("code-de-suivi").hidden = true;
    hideAnswers(false);
  });
})();
