// The map of the admin's forms. The fields hold the truth: the map writes in them, and draws what is typed.

import { lire, ouvrirLaCarte } from "./fond-de-carte.js";

const L = window.L;
const DECIMALES = 6; // a decimetre
const SOMMETS_DEPLACABLES = 300;
const LOURD = 500000;

const degres = (texte) => {
  const net = texte.replace(/[\s°]/g, "").replace("−", "-").replace(",", ".");
  return /^[+-]?\d{1,3}(\.\d*)?$/.test(net) ? Number(net) : null;
};
const arrondi = (nombre) => Number(nombre.toFixed(DECIMALES));

function ecrire(champ, texte) {
  champ.value = texte;
  champ.dispatchEvent(new Event("input", { bubbles: true }));
  champ.dispatchEvent(new Event("change", { bubbles: true }));
}

function geojson(polygones) {
  const coordonnees = polygones.map((polygone) => polygone.map((anneau) =>
    [...anneau, anneau[0]].map(([lat, lon]) => [arrondi(lon), arrondi(lat)])));
  return JSON.stringify(coordonnees.length === 1
    ? { type: "Polygon", coordinates: coordonnees[0] }
    : { type: "MultiPolygon", coordinates: coordonnees });
}

function installer(panneau) {
  const { dataset } = panneau;
  const latitude = document.getElementById(dataset.latitude);
  const longitude = document.getElementById(dataset.longitude);
  const contour = dataset.contour ? document.getElementById(dataset.contour) : null;
  if (!latitude || !longitude || !L || panneau.dataset.prete) return;
  panneau.dataset.prete = "oui";
  const dit = panneau.querySelector("[data-dit]");
  const dire = (quoi) => { dit.textContent = quoi ? dit.dataset[quoi] : ""; };

  const carte = ouvrirLaCarte(panneau);
  const icone = (classe, taille) => L.divIcon({ className: classe, iconSize: [taille, taille] });

  // --- the position
  let marque = null;
  const poser = (lat, lon) => {
    ecrire(latitude, String(arrondi(lat)));
    ecrire(longitude, String(arrondi(lon)));
    dire("pose");
  };
  const montrerLaPosition = () => {
    const [lat, lon] = [degres(latitude.value), degres(longitude.value)];
    const bonne = lat !== null && lon !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
    if (!bonne) {
      marque?.remove();
      marque = null;
      return;
    }
    if (!marque) {
      marque = L.marker([lat, lon], { draggable: true, icon: icone("carte-admin__position", 18), keyboard: false }).addTo(carte);
      marque.on("dragend", () => {
        const ici = marque.getLatLng().wrap();
        poser(ici.lat, ici.lng);
      });
    }
    marque.setLatLng([lat, lon]);
    if (!carte.getBounds().contains([lat, lon])) carte.panTo([lat, lon], { animate: false });
  };
  for (const champ of [latitude, longitude]) champ.addEventListener("input", montrerLaPosition);
  // « 47,2020 ; -1,5728 » pasted in one field goes into both.
  latitude.addEventListener("paste", (evenement) => {
    const paire = evenement.clipboardData.getData("text").trim().match(/^(-?\d+[.,]?\d*)\s*(?:[;\s]|,\s)\s*(-?\d+[.,]?\d*)$/);
    if (!paire) return;
    evenement.preventDefault();
    ecrire(latitude, paire[1]);
    ecrire(longitude, paire[2]);
  });

  // --- the outline
  const dessin = L.layerGroup().addTo(carte);
  let brouillon = [];
  let geste = "point";
  const dessiner = (cadrer) => {
    dessin.clearLayers();
    if (brouillon.length) {
      L.polyline(brouillon, { weight: 3 }).addTo(dessin);
      for (const sommet of brouillon) L.marker(sommet, { icon: icone("carte-admin__sommet", 12), interactive: false }).addTo(dessin);
      return;
    }
    if (!contour || !contour.value.trim()) return;
    const polygones = lire(contour.value);
    if (!polygones) {
      dire("illisible");
      return;
    }
    const forme = L.polygon(polygones, { weight: 2 }).addTo(dessin);
    if (cadrer && forme.getBounds().isValid()) carte.fitBounds(forme.getBounds(), { animate: false });
    const sommets = polygones.flat(2).length;
    if (sommets > SOMMETS_DEPLACABLES) return;
    for (const anneau of polygones.flat()) {
      anneau.forEach((sommet, rang) => {
        const poignee = L.marker(sommet, { draggable: true, icon: icone("carte-admin__sommet", 12), keyboard: false }).addTo(dessin);
        poignee.on("drag", () => {
          const ici = poignee.getLatLng().wrap();
          anneau[rang] = [ici.lat, ici.lng];
          forme.setLatLngs(polygones);
        });
        poignee.on("dragend", () => {
          ecrire(contour, geojson(polygones));
          dire("ferme");
        });
      });
    }
  };
  contour?.addEventListener("input", () => dessiner(false));

  const bouton = (nom) => panneau.querySelector(`[data-action="${nom}"]`);
  const choisir = (nom) => {
    geste = nom;
    if (nom === "point") brouillon = [];
    for (const autre of panneau.querySelectorAll("[data-geste]")) {
      autre.setAttribute("aria-pressed", String(autre.dataset.geste === nom));
      autre.classList.toggle("button-secondary", autre.dataset.geste !== nom);
    }
    for (const action of ["annuler", "fermer"]) if (bouton(action)) bouton(action).hidden = nom !== "contour";
    dire(nom === "contour" ? "trace" : "");
    dessiner(false);
  };
  for (const choix of panneau.querySelectorAll("[data-geste]")) choix.addEventListener("click", () => choisir(choix.dataset.geste));
  carte.on("click", ({ latlng }) => {
    const ici = latlng.wrap();
    if (geste === "point") {
      poser(ici.lat, ici.lng);
    } else {
      brouillon.push([ici.lat, ici.lng]);
      dessiner(false);
    }
  });
  bouton("annuler")?.addEventListener("click", () => {
    brouillon.pop();
    dessiner(false);
  });
  bouton("fermer")?.addEventListener("click", () => {
    if (brouillon.length < 3) {
      dire("court");
      return;
    }
    ecrire(contour, geojson([[brouillon]]));
    choisir("point");
    dire("ferme");
  });
  bouton("effacer-contour")?.addEventListener("click", () => {
    brouillon = [];
    ecrire(contour, "");
  });
  bouton("effacer-point")?.addEventListener("click", () => {
    ecrire(latitude, "");
    ecrire(longitude, "");
  });
  panneau.querySelector("[data-fichier]")?.addEventListener("change", async ({ target }) => {
    const [fichier] = target.files;
    if (!fichier) return;
    if (fichier.size > LOURD) {
      dire("lourd");
    } else {
      brouillon = [];
      ecrire(contour, await fichier.text());
      dire("");
      dessiner(true);
    }
    target.value = "";
  });

  montrerLaPosition();
  dessiner(true);
  if (marque && !contour?.value.trim()) carte.setView(marque.getLatLng(), dataset.tuiles ? 16 : 14, { animate: false });
}

for (const panneau of document.querySelectorAll("[data-carte-admin]")) installer(panneau);
