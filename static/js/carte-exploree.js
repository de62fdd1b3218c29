// The map that pans and zooms, in the place of the drawing: Leaflet, its keyboard, and what is around oneself.

import { direLaDistance, metresEntre, ouSuisJe, saitOuIlEst } from "./position.js";

const PROCHES = 3;
const charges = new Map();

function charger(balise, attributs) {
  const cle = attributs.src ?? attributs.href;
  if (!charges.has(cle)) {
    charges.set(cle, new Promise((fini, rate) => {
      const element = Object.assign(document.createElement(balise), attributs, { onload: fini, onerror: rate });
      document.head.append(element);
    }));
    charges.get(cle).catch(() => charges.delete(cle));
  }
  return charges.get(cle);
}

// Text, never markup: a name is what an editor typed.
function element(balise, proprietes = {}, ...enfants) {
  const fait = Object.assign(document.createElement(balise), proprietes);
  fait.append(...enfants);
  return fait;
}

/** Open the map in the place of the drawing beside `bouton`; leave everything as it was if that fails. */
export async function explorer(bouton, donnees) {
  const { dataset } = bouton;
  await Promise.all([
    charger("link", { rel: "stylesheet", href: dataset.feuille }),
    charger("script", { src: dataset.leaflet }),
  ]);
  const figure = bouton.closest(".carte");
  const feuille = figure.querySelector(".carte-feuille");
  const ligne = bouton.closest(".carte-explorer");
  const { mots } = donnees;
  const retour = element("button", { type: "button", textContent: mots.retour });
  const outils = element("p", { className: "carte-outils" }, retour);
  const dit = element("div", { className: "carte-dit" });
  dit.setAttribute("role", "status");
  const plan = element("div", { className: "carte-plan" });
  const boite = element("div", { className: "carte-exploree", tabIndex: -1 }, outils, dit, plan);
  boite.setAttribute("role", "region");
  boite.setAttribute("aria-label", dataset.titre);
  let carte;
  const fermer = () => {
    carte?.remove();
    boite.remove();
    feuille.hidden = false;
    ligne.hidden = false;
  };
  feuille.hidden = true;
  feuille.after(boite);
  try {
    carte = dessiner(window.L, plan, figure, donnees);
  } catch (erreur) {
    fermer();
    throw erreur;
  }
  ligne.hidden = true;
  retour.addEventListener("click", () => {
    fermer();
    bouton.focus();
  });
  if (saitOuIlEst()) outils.append(...autourDeMoi(window.L, carte, donnees, dit));
  boite.focus();
}

function dessiner(L, plan, figure, { lieux, trace, cadre: voulu, fond, mots }) {
  const style = getComputedStyle(figure);
  const teinte = (nom) => style.getPropertyValue(`--${nom}`).trim();
  const sobre = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const carte = L.map(plan, {
    zoomControl: false, zoomAnimation: !sobre, fadeAnimation: !sobre, markerZoomAnimation: !sobre, inertia: !sobre,
    attributionControl: Boolean(fond), scrollWheelZoom: false, zoomSnap: fond ? 1 : 0.25,
  });
  if (sobre) carte.panBy = (ecart, options) => L.Map.prototype.panBy.call(carte, ecart, { ...options, animate: false });
  plan.setAttribute("role", "group");
  plan.setAttribute("aria-label", mots.plan);
  L.control.zoom({ zoomInTitle: mots.plus, zoomOutTitle: mots.moins }).addTo(carte);
  if (fond) poserLeFond(L, carte, fond);
  carte.setView([0, 0], 2);
  const cadre = L.featureGroup().addTo(carte);
  const ici = L.featureGroup();
  const arrets = L.featureGroup();
  for (const lieu of lieux) {
    const forme = lieu.contour
      ? L.polygon(lieu.contour, {
          // As in the drawing, a furrow of paper between neighbours; on tiles, a thin line, and streets show through.
          ...(fond ? { color: teinte("doux"), weight: 1, fillOpacity: lieu.ici ? 0.5 : 0.2 }
            : { color: teinte("papier"), weight: 2.5, fillOpacity: 1 }),
          fillColor: teinte(lieu.ici ? "ici" : "aplat"), dashArray: lieu.approchee ? "6 4" : null,
        })
      : L.marker(lieu.point, { icon: repere(L, lieu), riseOnHover: true });
    // Clear of the buttons, at the top left.
    forme.bindPopup(etiquette(lieu, mots), { maxWidth: 220, autoPanPaddingTopLeft: [68, 12] }).addTo(cadre);
    if (lieu.ici) forme.addTo(ici);
    if (lieu.point) forme.addTo(arrets);
    if (lieu.contour) nommer(forme, lieu);
    auClavier(forme, lieu, mots);
  }
  if (trace.length > 1) L.polyline(trace, { color: teinte("teinte") || teinte("ligne"), weight: 6, interactive: false }).addTo(cadre);
  popupsAuClavier(carte, plan, mots);
  carte.on("zoomend", () => desserrer(plan));
  const visee = [voulu === "arrets" ? arrets : ici, cadre].find((groupe) => groupe.getLayers().length);
  carte.fitBounds(visee.getBounds().pad(0.1), { maxZoom: 17, animate: false });
  desserrer(plan);
  return carte;
}

function poserLeFond(L, carte, { adresse, mention, lien, zoom }) {
  const source = element(lien ? "a" : "span", { textContent: mention });
  if (lien) source.href = lien;
  // Those who give tiles ask to be told which site asks (OpenStreetMap refuses others): the site, not the page.
  L.tileLayer(adresse, { maxZoom: zoom, attribution: source.outerHTML, referrerPolicy: "strict-origin" }).addTo(carte);
  carte.attributionControl.setPrefix(false);
}

function repere(L, lieu) {
  const classes = ["carte-repere", ...["ici", "approchee", "passe"].filter((cle) => lieu[cle])];
  const cote = lieu.numero === undefined ? 24 : 32;
  const html = element("span", { textContent: lieu.numero ?? "" });
  return L.divIcon({ className: classes.join(" "), html, iconSize: [cote, cote], popupAnchor: [0, -cote / 2] });
}

const nomDit = (lieu, mots) => [lieu.numero, lieu.passe ? `${lieu.nom} (${mots.passe})` : lieu.nom].filter(Boolean).join(". ");

function nomme(lieu) {
  const nom = element(lieu.adresse ? "a" : "b", { textContent: lieu.nom });
  if (lieu.adresse) nom.href = lieu.adresse;
  if (lieu.langue) nom.lang = lieu.langue;
  return nom;
}

function etiquette(lieu, mots) {
  const dit = element("div", { className: "carte-etiquette", tabIndex: -1 }, nomme(lieu));
  for (const texte of [lieu.quartier, lieu.passe && mots.passe]) {
    if (texte) dit.append(element("small", { textContent: texte }));
  }
  return dit;
}

// Its name stands on it, as on the drawing; a voice hears it once, as the label of the outline.
function nommer(forme, lieu) {
  const nom = element("span", { textContent: lieu.nom });
  if (lieu.langue) nom.lang = lieu.langue;
  forme.bindTooltip(nom, { permanent: true, direction: "center", className: "carte-nom", opacity: 1 });
  const boite = forme.getTooltip().getElement();
  boite.removeAttribute("role");
  boite.setAttribute("aria-hidden", "true");
  forme.getElement().removeAttribute("aria-describedby");
}

// A name that would cover another waits until one looks closer.
function desserrer(plan) {
  const poses = [];
  for (const nom of plan.querySelectorAll(".carte-nom")) {
    const la = nom.getBoundingClientRect();
    const couvre = poses.some((autre) => la.left < autre.right && autre.left < la.right && la.top < autre.bottom && autre.top < la.bottom);
    nom.classList.toggle("serre", couvre);
    if (!couvre) poses.push(la);
  }
}

function auClavier(forme, lieu, mots) {
  const trait = forme.getElement();
  trait.setAttribute("tabindex", "0");
  trait.setAttribute("role", "button");
  trait.setAttribute("aria-label", nomDit(lieu, mots));
  trait.addEventListener("keydown", (evenement) => {
    if (evenement.key !== "Enter" && evenement.key !== " ") return;
    evenement.preventDefault();
    evenement.stopPropagation();
    forme.openPopup();
  });
}

// A label that opens takes the focus, Escape closes it, and the focus goes back to the place it is about.
function popupsAuClavier(carte, plan, mots) {
  carte.on("popupopen", ({ popup }) => {
    const boite = popup.getElement();
    boite.querySelector(".leaflet-popup-close-button")?.setAttribute("aria-label", mots.fermer);
    (boite.querySelector(".carte-etiquette a") ?? boite.querySelector(".carte-etiquette")).focus({ preventScroll: true });
  });
  carte.on("popupclose", ({ popup }) => {
    const dedans = popup.getElement()?.contains(document.activeElement) || document.activeElement === document.body;
    if (dedans) popup._source?.getElement()?.focus({ preventScroll: true });
  });
  plan.addEventListener("keydown", (evenement) => {
    if (evenement.key === "Escape" && plan.querySelector(".leaflet-popup")) {
      evenement.stopPropagation();
      carte.closePopup();
    }
  });
}

// --- around oneself -------------------------------------------------------------

function autourDeMoi(L, carte, { lieux, mots }, dit) {
  const bouton = element("button", { type: "button", textContent: mots.autour });
  const moi = L.featureGroup().addTo(carte);
  let cherche = false;
  bouton.addEventListener("click", async () => {
    if (cherche) return;
    cherche = true;
    dit.replaceChildren(element("p", { textContent: mots.attente }));
    try {
      montrer(await ouSuisJe());
    } catch (erreur) {
      dit.replaceChildren(element("p", { textContent: mots[erreur.message] ?? mots.introuvable }));
    }
    cherche = false;
  });

  function montrer(ici) {
    const point = [ici.latitude, ici.longitude];
    const pres = lieux
      .filter((lieu) => !lieu.passe && (lieu.adresse || lieu.ici))
      .map((lieu) => ({ lieu, metres: jusqua(lieu, ici) }))
      .sort((un, autre) => un.metres - autre.metres)
      .slice(0, PROCHES);
    moi.clearLayers();
    L.circle(point, { radius: ici.accuracy, className: "carte-precision", interactive: false }).addTo(moi);
    L.circleMarker(point, { radius: 7, className: "carte-moi", interactive: false }).addTo(moi);
    const visee = moi.getBounds();
    for (const { lieu } of pres) visee.extend(lieu.point ?? L.latLngBounds(lieu.contour.flat()).getCenter());
    carte.fitBounds(visee.pad(0.15), { maxZoom: 17, animate: false });
    const precision = mots.ici.replace("{metres}", direLaDistance(ici.accuracy, mots));
    const liste = element("ol", {}, ...pres.map(({ lieu, metres }) =>
      element("li", {}, nomme(lieu), " ", element("small", { textContent: metres >= 5 ? direLaDistance(metres, mots) : mots.dedans }))));
    const phrase = pres.length ? `${precision}. ${mots.proches}` : `${precision}.`;
    dit.replaceChildren(element("p", { textContent: phrase }), liste);
  }

  return [bouton, " ", element("small", { textContent: mots.discret })];
}

// Metres from here to a place: none inside its outline, else to the nearest of its corners.
function jusqua({ point, contour }, ici) {
  const distance = ([latitude, longitude]) => metresEntre(ici, { latitude, longitude });
  if (point) return distance(point);
  return contient(contour, ici) ? 0 : Math.min(...contour.flat().map(distance));
}

// By the parity of the sides crossed on the way east: holes are rings too.
function contient(contour, { latitude, longitude }) {
  let dedans = false;
  for (const anneau of contour) {
    anneau.forEach(([y, x], rang) => {
      const [py, px] = anneau.at(rang - 1);
      if ((y > latitude) !== (py > latitude) && longitude < ((px - x) * (latitude - y)) / (py - y) + x) dedans = !dedans;
    });
  }
  return dedans;
}
