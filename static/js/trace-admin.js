// The map where a route's line is drawn. The points stay here until they are kept: only then is the field written.
// What is stored is drawn beneath, and drawn anew each time the form saves itself.

import { ouvrirLaCarte, texte } from "./fond-de-carte.js";

const L = window.L;
const arrondi = (nombre) => Number(nombre.toFixed(6)); // a decimetre

function installer(panneau) {
  const { dataset } = panneau;
  const champ = document.getElementById(dataset.champ);
  const enregistre = panneau.querySelector("[data-enregistre]");
  if (!champ || !L || dataset.prete) return;
  dataset.prete = "oui";
  const dit = panneau.querySelector("[data-dit]");
  const dire = (quoi) => { dit.textContent = dit.dataset[quoi]; };
  const bouton = (nom) => panneau.querySelector(`[data-action="${nom}"]`);

  const carte = ouvrirLaCarte(panneau);
  const cadre = L.featureGroup().addTo(carte);
  let places = ""; // where the stops are
  const montrerLEnregistre = () => {
    const { trace, arrets } = JSON.parse(enregistre.querySelector('script[type="application/json"]').textContent);
    cadre.clearLayers();
    places = JSON.stringify(arrets.map(({ point }) => point));
    if (trace.length) L.polyline(trace, { weight: 5 }).addTo(cadre);
    for (const { nom, point, numero } of arrets) {
      L.circleMarker(point, { radius: 6, weight: 2, className: "carte-admin__arret" }).addTo(cadre)
        .bindTooltip(texte(`${numero}. ${nom}`), { className: "carte-admin__numero", permanent: true, direction: "top" });
    }
  };
  const cadrer = () => {
    if (cadre.getLayers().length) carte.fitBounds(cadre.getBounds().pad(0.1), { maxZoom: 17, animate: false });
  };
  montrerLEnregistre();
  cadrer();

  const dessin = L.layerGroup().addTo(carte);
  let points = null; // being drawn; the field, and so what is saved by itself, knows nothing of them
  let garde = null; // kept, and not stored yet
  const montrer = () => {
    dessin.clearLayers();
    bouton("garder").disabled = !(points?.length > 1);
    bouton("annuler").disabled = !points?.length;
    bouton("abandonner").disabled = points === null;
    if (garde) L.polyline(garde, { weight: 5 }).addTo(dessin);
    if (!points) return;
    L.polyline(points, { weight: 4, dashArray: "6 4" }).addTo(dessin);
    for (const point of points) L.circleMarker(point, { radius: 4, interactive: false }).addTo(dessin);
  };
  // A file, a drawing, or none: the last gesture is the one that is meant, and what came before it would be sent again.
  const { fichier_du_trace: fichier, sans_trace: sans } = champ.form.elements;
  const oublierLeDessin = () => { champ.value = ""; garde = null; montrer(); };
  fichier.addEventListener("change", () => {
    if (!fichier.files.length) return;
    oublierLeDessin();
    sans.checked = false;
  });
  sans.addEventListener("change", () => {
    if (!sans.checked) return;
    oublierLeDessin();
    fichier.value = "";
  });
  const finir = (quoi) => { points = null; montrer(); dire(quoi); };
  bouton("commencer").addEventListener("click", () => { points = []; montrer(); dire("dessine"); });
  bouton("annuler").addEventListener("click", () => { points.pop(); montrer(); });
  bouton("abandonner").addEventListener("click", () => finir("abandonne"));
  bouton("garder").addEventListener("click", () => {
    garde = points;
    fichier.value = "";
    sans.checked = false;
    champ.value = JSON.stringify({ type: "LineString", coordinates: points.map(([lat, lon]) => [arrondi(lon), arrondi(lat)]) });
    champ.dispatchEvent(new Event("change", { bubbles: true }));
    finir("ecrit");
  });
  carte.on("click", ({ latlng }) => {
    if (!points) return;
    const ici = latlng.wrap();
    points.push([ici.lat, ici.lng]);
    montrer();
  });

  // The form has saved itself: what it answers has just taken the place of what was there.
  new MutationObserver(() => {
    const vide = !cadre.getLayers().length;
    const avant = places;
    garde = null;
    montrerLEnregistre();
    montrer();
    // A stop that has come, or moved, is in sight: nobody looks for it. A line being drawn is not taken from under the hand.
    if ((vide || places !== avant) && !points) cadrer();
  }).observe(enregistre, { childList: true });
}

for (const panneau of document.querySelectorAll("[data-trace-admin]")) installer(panneau);
