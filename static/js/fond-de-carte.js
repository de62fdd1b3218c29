// The maps of the admin's forms are set up here, once: the sheet, the city's tiles, the outlines of its quartiers.
// Leaflet comes from this site; without tiles set for the city, no other host is asked for anything.

const L = window.L;
export const ZOOM_MAX = 19;

// A text as a node: what Leaflet shows is never read as HTML.
export function texte(quoi) {
  const noeud = document.createElement("span");
  noeud.textContent = quoi;
  return noeud;
}

// The rings of an outline, each as [[lat, lon], …] without its closing point, by polygon; null when it is none.
export function lire(geojson) {
  try {
    let forme = JSON.parse(geojson);
    if (forme.type === "FeatureCollection" && forme.features.length === 1) [forme] = forme.features;
    if (forme.type === "Feature") forme = forme.geometry;
    const polygones = { Polygon: [forme.coordinates], MultiPolygon: forme.coordinates }[forme.type];
    return polygones.map((polygone) => polygone.map((anneau) => anneau.slice(0, -1).map(([lon, lat]) => {
      if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new RangeError();
      return [lat, lon];
    })));
  } catch {
    return null;
  }
}

// Show the sheet and the gestures of a panel, and return its map.
export function ouvrirLaCarte(panneau) {
  const { dataset } = panneau;
  const feuille = panneau.querySelector(".carte-admin__feuille");
  feuille.hidden = false;
  panneau.querySelector(".carte-admin__gestes").hidden = false;
  const maxZoom = Number(dataset.zoomMax ?? ZOOM_MAX);
  const carte = L.map(feuille, { maxZoom, zoomControl: false, attributionControl: Boolean(dataset.tuiles), scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: dataset.plus, zoomOutTitle: dataset.moins }).addTo(carte);
  carte.setView(dataset.centre.split(",").map(Number), Number(dataset.zoom));
  if (dataset.tuiles) {
    // OpenStreetMap serves who says which site asks.
    L.tileLayer(dataset.tuiles, { maxZoom, referrerPolicy: "strict-origin", attribution: texte(dataset.attribution).innerHTML }).addTo(carte);
    carte.attributionControl.setPrefix(false);
  }
  dessinerLeFond(panneau, carte);
  // A panel may open later, or the window change: the sheet is measured again.
  new ResizeObserver(() => carte.invalidateSize({ animate: false })).observe(feuille);
  return carte;
}

// The city's quartiers, faint: without tiles, one finds one's way by them. A click goes through to the map.
function dessinerLeFond(panneau, carte) {
  const fond = JSON.parse(panneau.querySelector("[data-fond] script")?.textContent ?? "[]");
  for (const { nom, contour } of fond) {
    const polygones = lire(JSON.stringify(contour));
    if (!polygones) continue;
    L.polygon(polygones, { className: "carte-admin__fond", weight: 1, interactive: false })
      .bindTooltip(texte(nom), { className: "carte-admin__nom", permanent: true, direction: "center" }).addTo(carte);
  }
}
