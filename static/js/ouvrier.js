// Answers in the place of the network, where there is none, with what a visitor chose to take along.
// It keeps nothing by itself but one plain page a language: js/emporter.js keeps routes. REGLAGES comes before this text.

const SECOURS = `secours|${REGLAGES.version}`;
const BAGAGES = "bagage|";
const LISTE = "/hors-ligne/liste"; // beside what is kept: which picture stands for which, and until when
const PATIENCE = 4000; // milliseconds left to a network that does not answer, when there is something else to read

const lus = new Set(); // the tabs that read a kept page: their pictures are the kept ones
const listes = new Map();

self.addEventListener("install", (evenement) => {
  evenement.waitUntil(preparer().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (evenement) => {
  evenement.waitUntil(menage().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (evenement) => {
  const { request } = evenement;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (REGLAGES.fermes.some((debut) => pathname.startsWith(debut))) return;
  if (request.mode === "navigate") evenement.respondWith(page(request, evenement.resultingClientId));
  else if ([REGLAGES.statiques, REGLAGES.medias].some((debut) => pathname.startsWith(debut)) || request.destination === "track") {
    evenement.respondWith(fichier(request, evenement.clientId));
  }
});

async function preparer() {
  const cache = await caches.open(SECOURS);
  const adresses = [...Object.values(REGLAGES.secours), ...REGLAGES.fichiers];
  // As nobody in particular: a page made for somebody who is logged in is never kept.
  await cache.addAll(adresses.map((adresse) => new Request(adresse, { credentials: "omit", cache: "no-cache" })));
}

async function menage() {
  const noms = await caches.keys();
  await Promise.all(noms.filter((nom) => nom.startsWith("secours|") && nom !== SECOURS).map((nom) => caches.delete(nom)));
}

async function page(request, onglet) {
  const gardee = await pageGardee(request);
  try {
    if (!gardee) return await fetch(request);
    const reponse = await auPlusTard(fetch(request));
    if (reponse.status < 500) return reponse; // a server in trouble is no better than no network
  } catch {
    // no network: what was kept is read
  }
  lus.add(onglet);
  return gardee ?? (await secours(request)) ?? Response.error();
}

async function fichier(request, onglet) {
  if (lus.has(onglet)) {
    const gardee = await garde(request);
    if (gardee) return gardee;
  }
  try {
    return await fetch(request);
  } catch {
    return (await garde(request)) ?? Response.error();
  }
}

function auPlusTard(reponse) {
  return Promise.race([reponse, new Promise((_, non) => setTimeout(non, PATIENCE, new Error("trop tard")))]);
}

async function secours(request) {
  const langue = new URL(request.url).pathname.split("/")[1];
  const adresse = REGLAGES.secours[langue] ?? Object.values(REGLAGES.secours)[0];
  return adresse && caches.match(adresse, { cacheName: SECOURS });
}

// A kept file; of a picture, the one size that was kept stands for all the others, while its rights last.
async function garde(request) {
  for (const nom of await bagages()) {
    const { images, fins } = await liste(nom);
    const adresse = new URL(request.url).pathname;
    const gardee = images[adresse] ?? adresse;
    if (fins[gardee] && fins[gardee] <= aujourdhui()) continue;
    const reponse = await caches.match(gardee, { cacheName: nom, ignoreVary: true });
    if (reponse) return morceau(reponse, request.headers.get("range"));
  }
  return caches.match(request, { cacheName: SECOURS, ignoreVary: true });
}

// A kept page: at the pace that was chosen where it was kept so, whatever else the address says.
async function pageGardee(request) {
  const { origin, pathname, searchParams } = new URL(request.url);
  const pas = searchParams.get("pas");
  for (const demande of pas ? [`?pas=${encodeURIComponent(pas)}`, ""] : [""]) {
    for (const nom of await bagages()) {
      const reponse = await caches.match(`${origin}${pathname}${demande}`, { cacheName: nom, ignoreVary: true });
      if (reponse?.ok) return reponse;
    }
  }
}

async function bagages() {
  return (await caches.keys()).filter((nom) => nom.startsWith(BAGAGES));
}

async function liste(nom) {
  if (!listes.has(nom)) {
    const reponse = await caches.match(LISTE, { cacheName: nom });
    if (!reponse) return { images: {}, fins: {} };
    listes.set(nom, await reponse.json());
  }
  return listes.get(nom);
}

function aujourdhui() {
  const jour = new Date();
  return [jour.getFullYear(), jour.getMonth() + 1, jour.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

// A player asks for a sound in pieces.
async function morceau(reponse, demande) {
  const trouve = /^bytes=(\d+)-(\d*)$/.exec(demande ?? "");
  if (!trouve) return reponse;
  const tout = await reponse.blob();
  const debut = Number(trouve[1]);
  const fin = Math.min(trouve[2] ? Number(trouve[2]) : tout.size - 1, tout.size - 1);
  if (debut > fin) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${tout.size}` } });
  const headers = new Headers(reponse.headers);
  headers.set("Content-Range", `bytes ${debut}-${fin}/${tout.size}`);
  headers.set("Content-Length", String(fin - debut + 1));
  return new Response(tout.slice(debut, fin + 1), { status: 206, headers });
}
