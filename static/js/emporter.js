// « Emporter ce parcours »: says what it weighs, asks, keeps the route page by page, goes on where it was cut.
// What is kept is read by js/ouvrier.js. Each route and language has a cache of its own: taking one away leaves the others.
// What was taken, and when, is written apart, where browsers leave it when they throw the rest away.

const LISTE = "/hors-ligne/liste";
const A_LA_FOIS = 4;
const ESSAIS = 3;
const AISE = 1.2; // what a cache takes on a disk, beside what it holds

const endroit = document.querySelector(".a-emporter");
if (endroit && "serviceWorker" in navigator && "caches" in window && isSecureContext && onPeutNoter()) brancher(endroit);

function onPeutNoter() {
  try {
    return localStorage.length >= 0; // a browser that keeps nothing refuses even to be asked
  } catch {
    return false;
  }
}

function brancher(endroit) {
  const dits = endroit.dataset;
  const etat = endroit.querySelector("[role=status]");
  const barre = endroit.querySelector("progress");
  const compte = endroit.querySelector(".compte");
  const gestes = endroit.querySelector(".gestes");
  const cle = `bagage|${dits.code}|${dits.langue}`;
  const cache = (version) => `${cle}|${version}`;
  let arret = null; // what stops the taking under way
  let inscription = null; // of the worker, once it was asked for

  endroit.hidden = false;
  montrer();
  window.addEventListener("online", () => {
    if (lire()?.etat === "en-cours" && !arret) prendre();
  });

  // --- what is remembered ------------------------------------------------------

  function lire() {
    try {
      return JSON.parse(localStorage.getItem(cle));
    } catch {
      return null;
    }
  }

  function ecrire(bagage) {
    localStorage.setItem(cle, JSON.stringify(bagage));
  }

  // --- what is said ------------------------------------------------------------

  async function montrer() {
    const bagage = lire();
    if (!bagage) return proposer();
    inscrire(); // its worker may be another version's
    if (bagage.etat === "en-cours") return prendre();
    if (bagage.etat === "arrete") return dire(combien(dits.arrete, bagage), [[dits.continuer, prendre], [dits.retirer, retirer]]);
    if (await manque(bagage)) {
      return dire(quand(dits.jete, bagage), [[dits.reprendre, prendre], [dits.oublier, retirer]]);
    }
    dire(quand(dits.pris, bagage), [[dits.retirer, retirer]]);
    const liste = await demander().catch(() => null); // without network nobody knows: nothing is said
    if (liste && liste.version !== bagage.version) {
      dire(peser(quand(dits.change, bagage), liste), [[dits.rafraichir, prendre], [dits.retirer, retirer]]);
    }
  }

  function proposer() {
    dire("", [[dits.emporter, combienCelaPese]]);
  }

  async function combienCelaPese() {
    dire(dits.attente, []);
    try {
      const liste = await demander();
      const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      if (liste.octets * AISE > quota - usage) {
        return dire(peser(dits.plein, liste).replace("{libre}", poids(Math.max(0, quota - usage))), [[dits.renoncer, proposer]]);
      }
      const restent = liste.sans_droit ? ` ${dits.sans.replace("{nombre}", liste.sans_droit)}` : "";
      dire(peser(dits.pese, liste) + restent, [[dits.oui, prendre], [dits.renoncer, proposer]]);
    } catch {
      dire(dits.injoignable, [[dits.emporter, combienCelaPese]]);
    }
  }

  function dire(phrase, choix) {
    const avait = endroit.contains(document.activeElement);
    etat.textContent = phrase;
    barre.hidden = compte.hidden = true;
    gestes.replaceChildren(...choix.map(([nom, faire]) => {
      const bouton = Object.assign(document.createElement("button"), { type: "button", textContent: nom });
      if (![dits.retirer, dits.oublier, dits.arreter, dits.renoncer].includes(nom)) bouton.className = "avant";
      bouton.addEventListener("click", () => faire());
      return bouton;
    }));
    // Who pressed a button that is gone stays where they were.
    if (avait) (gestes.querySelector("button") ?? etat).focus();
  }

  function avancer(bagage) {
    barre.hidden = compte.hidden = false;
    barre.max = bagage.octets;
    barre.value = bagage.fait;
    compte.textContent = combien(dits.compte, bagage);
  }

  function poids(octets) {
    const mega = octets / 1e6;
    const chiffres = { maximumFractionDigits: mega < 10 ? 1 : 0 };
    return `${Math.max(0.1, mega).toLocaleString(dits.langue, chiffres)} ${dits.mega}`;
  }

  function peser(phrase, liste) {
    // A page kept at two paces is one.
    const pages = new Set(liste.adresses.filter((a) => a.genre === "page").map(({ url }) => url.split("?")[0])).size;
    const medias = liste.adresses.filter((a) => a.vaut_pour || a.genre === "son").length;
    return phrase.replace("{poids}", poids(liste.octets)).replace("{pages}", pages).replace("{medias}", medias);
  }

  function quand(phrase, bagage) {
    const jour = new Date(bagage.le).toLocaleDateString(dits.langue, { dateStyle: "long" });
    return phrase.replace("{date}", jour).replace("{poids}", poids(bagage.octets));
  }

  function combien(phrase, bagage) {
    return phrase.replace("{fait}", poids(bagage.fait)).replace("{total}", poids(bagage.octets));
  }

  // --- what is asked of the site -------------------------------------------------

  async function demander() {
    for (let essai = 0; ; essai += 1) {
      const reponse = await fetch(dits.bagage, { credentials: "omit", cache: "no-store" });
      if (reponse.ok) return reponse.json();
      if (reponse.status !== 503 || essai === 10) throw new Error(reponse.status);
      await new Promise((suite) => setTimeout(suite, 2000)); // it is being weighed for somebody else
    }
  }

  function inscrire() {
    inscription = navigator.serviceWorker.register(dits.ouvrier, { scope: "/" });
    inscription.catch(() => {}); // who awaits it is told
    return inscription;
  }

  // --- taking --------------------------------------------------------------------

  async function prendre() {
    const avant = lire();
    if (!avant) navigator.storage?.persist?.(); // somebody has just asked for it: the phone may keep it longer
    if (!navigator.locks) return emplir(avant);
    await navigator.locks.request(cle, { ifAvailable: true }, (verrou) => (verrou ? emplir(avant) : dire(dits.ailleurs, [])));
  }

  async function emplir(avant) {
    arret = new AbortController();
    dire(dits.encours, [[dits.arreter, () => arret?.abort("arret")]]);
    let suivi = null;
    try {
      await inscrire();
      const liste = await demander();
      // What is already kept is read until its next version is whole.
      suivi = { ...dequoi(liste), garde: avant?.garde ?? null };
      ecrire(suivi);
      await ranger(liste, suivi);
      const passees = (await caches.keys()).filter((nom) => nom.startsWith(`${cle}|`) && nom !== cache(liste.version));
      ecrire({ ...suivi, etat: "pris", garde: liste.version, le: Date.now() });
      await Promise.all(passees.map((nom) => caches.delete(nom)));
      arret = null;
      dire(quand(dits.pris, lire()), [[dits.retirer, retirer]]);
    } catch (raison) {
      const voulu = arret.signal.aborted;
      arret = null;
      if (raison?.name === "QuotaExceededError") return trop(suivi, avant);
      if (suivi) ecrire({ ...suivi, etat: voulu ? "arrete" : "en-cours" });
      if (!suivi) return avant ? dire(dits.injoignable, [[dits.continuer, prendre], [dits.retirer, retirer]]) : dire(dits.injoignable, [[dits.emporter, combienCelaPese]]);
      dire(combien(voulu ? dits.arrete : dits.coupe, suivi), [[dits.continuer, prendre], [dits.retirer, retirer]]);
    }
  }

  function dequoi(liste) {
    const { code, langue, nom, version, octets } = liste;
    return { code, langue, nom, version, octets, adresse: dits.page, total: liste.adresses.length, fait: 0, etat: "en-cours", le: Date.now() };
  }

  async function ranger(liste, suivi) {
    const coffre = await caches.open(cache(liste.version));
    const images = {}, fins = {};
    for (const { url, vaut_pour = [], jusqu_au } of liste.adresses) {
      for (const autre of vaut_pour) images[autre] = url;
      if (jusqu_au) fins[url] = jusqu_au;
    }
    await coffre.put(LISTE, new Response(JSON.stringify({ images, fins }), { headers: { "Content-Type": "application/json" } }));
    const la = new Set((await coffre.keys()).map((requete) => requete.url));
    const restent = liste.adresses.filter(({ url }) => !la.has(new URL(url, location.origin).href));
    suivi.fait = liste.octets - restent.reduce((somme, { octets }) => somme + octets, 0);
    avancer(suivi);
    const unParUn = async () => {
      for (let prochaine = restent.shift(); prochaine; prochaine = restent.shift()) {
        await garder(coffre, prochaine).catch((raison) => {
          restent.length = 0; // the others stop too
          throw raison;
        });
        suivi.fait += prochaine.octets;
        avancer(suivi);
      }
    };
    await Promise.all(Array.from({ length: A_LA_FOIS }, unParUn));
  }

  async function garder(coffre, { url, genre }) {
    const reponse = await chercher(url, genre);
    // Gone since the list was made, or no longer to be seen: the rest is kept all the same.
    if (!reponse) return coffre.put(url, new Response(null, { status: 404 }));
    await coffre.put(url, genre === "page" ? await datee(reponse) : reponse);
  }

  async function chercher(url, genre) {
    if (genre === "image" || genre === "son") {
      const deja = await caches.match(url, { ignoreVary: true }); // another route, or the version before, may have it
      if (deja?.ok) return deja;
    }
    for (let essai = 1; ; essai += 1) {
      try {
        // As nobody in particular: a page made for somebody who is logged in is never kept.
        const reponse = await fetch(url, { credentials: "omit", cache: "no-cache", redirect: "manual", signal: arret.signal, headers: { Purpose: "prefetch" } });
        if (reponse.ok) return reponse;
        if (reponse.status < 500 && reponse.status !== 429) return null;
        throw new Error(reponse.status);
      } catch (raison) {
        if (arret.signal.aborted || essai === ESSAIS || !navigator.onLine) throw raison;
        await new Promise((suite) => setTimeout(suite, 500 * essai));
      }
    }
  }

  // The kept page says so itself, and since when.
  async function datee(reponse) {
    const texte = await reponse.text();
    const bandeau = Object.assign(document.createElement("p"), { className: "bandeau hors-ligne", textContent: quand(dits.bandeau, { le: Date.now(), octets: 0 }) });
    bandeau.setAttribute("role", "note");
    const headers = new Headers(reponse.headers);
    for (const nom of ["Content-Encoding", "Content-Length", "Transfer-Encoding"]) headers.delete(nom);
    return new Response(texte.replace(/<main\b[^>]*>/, (ouvrante) => ouvrante + bandeau.outerHTML), { headers });
  }

  // The version before, if there is one, stays whole.
  async function trop(suivi, avant) {
    if (!avant?.garde || avant.garde === suivi.version) {
      await retirer();
      return dire(dits.deborde, [[dits.emporter, combienCelaPese]]);
    }
    await caches.delete(cache(suivi.version));
    ecrire({ ...avant, etat: "pris" });
    dire(dits.reste, [[dits.retirer, retirer]]);
  }

  // --- what the phone threw away ---------------------------------------------------

  async function manque(bagage) {
    const nom = cache(bagage.garde);
    if (!(await caches.has(nom))) return true;
    return (await (await caches.open(nom)).keys()).length <= bagage.total; // and the list
  }

  async function retirer() {
    localStorage.removeItem(cle);
    const noms = await caches.keys();
    await Promise.all(noms.filter((nom) => nom.startsWith(`${cle}|`)).map((nom) => caches.delete(nom)));
    if (!noms.some((nom) => nom.startsWith("bagage|") && !nom.startsWith(`${cle}|`))) await congedier();
    proposer();
  }

  // Nothing is kept any more: nothing stays on the phone.
  async function congedier() {
    await inscription?.catch(() => {}); // else what is being registered would come back
    await (await navigator.serviceWorker.getRegistration("/"))?.unregister();
    await Promise.all((await caches.keys()).filter((nom) => nom.startsWith("secours|")).map((nom) => caches.delete(nom)));
  }
}
