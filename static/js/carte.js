// « Carte à explorer »: on a click, the drawn map becomes one that pans and zooms.
// Leaflet comes from this site. Nothing is asked of another host, unless the city
// has set tiles: then only after the click, as the line beside the button says.

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

function etiquette(lieu) {
  // Text, never markup: a name is what an editor typed.
  const element = document.createElement(lieu.adresse ? "a" : "span");
  element.textContent = lieu.nom;
  if (lieu.adresse) element.href = lieu.adresse;
  return element;
}

function poser(L, carte, donnees, teintes) {
  const cadre = L.featureGroup().addTo(carte);
  const ici = L.featureGroup();
  for (const lieu of donnees.lieux) {
    const forme = lieu.contour
      ? L.polygon(lieu.contour, {
          color: teintes.encre, weight: 1.5, fillOpacity: lieu.ici ? 0.6 : 0.25,
          fillColor: lieu.ici ? teintes.ici : teintes.aplat, dashArray: lieu.approchee ? "6 4" : null,
        })
      : L.circleMarker(lieu.point, {
          radius: 9, color: teintes.ligne, weight: 4, fillOpacity: 1,
          fillColor: lieu.ici ? teintes.ligne : teintes.papier, dashArray: lieu.approchee ? "5 3" : null,
        });
    forme.bindPopup(etiquette(lieu)).addTo(cadre);
    if (lieu.ici) forme.addTo(ici);
    const trait = forme.getElement();
    if (trait && !lieu.contour) {
      trait.setAttribute("tabindex", "0");
      trait.setAttribute("role", "button");
      trait.setAttribute("aria-label", lieu.nom);
      trait.addEventListener("keydown", (evenement) => {
        if (evenement.key === "Enter" || evenement.key === " ") {
          evenement.preventDefault();
          forme.openPopup();
        }
      });
    }
  }
  if (donnees.trace.length > 1) L.polyline(donnees.trace, { color: teintes.ligne, weight: 6 }).addTo(cadre);
  const visee = ici.getLayers().length ? ici : cadre;
  carte.fitBounds(visee.getBounds().pad(0.1), { maxZoom: 17, animate: false });
}

async function explorer(bouton) {
  const figure = bouton.closest(".carte");
  const { dataset } = bouton;
  await Promise.all([
    charger("link", { rel: "stylesheet", href: dataset.feuille }),
    charger("script", { src: dataset.leaflet }),
  ]);
  const L = window.L;
  const style = getComputedStyle(figure);
  const teinte = (nom, sinon) => style.getPropertyValue(`--${nom}`).trim() || sinon;
  const boite = document.createElement("div");
  boite.className = "carte-exploree";
  boite.setAttribute("role", "region");
  boite.setAttribute("aria-label", dataset.titre);
  boite.tabIndex = -1;
  const feuille = figure.querySelector(".carte-feuille");
  feuille.hidden = true;
  feuille.after(boite);
  const sobre = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const carte = L.map(boite, {
    zoomControl: false, zoomAnimation: !sobre, fadeAnimation: !sobre, markerZoomAnimation: !sobre,
    attributionControl: Boolean(dataset.tuiles), scrollWheelZoom: false,
  });
  L.control.zoom({ zoomInTitle: dataset.plus, zoomOutTitle: dataset.moins }).addTo(carte);
  if (dataset.tuiles) {
    const mention = document.createElement("span");
    mention.textContent = dataset.attribution;
    L.tileLayer(dataset.tuiles, { maxZoom: 19, attribution: mention.innerHTML }).addTo(carte);
    carte.attributionControl.setPrefix(false);
  }
  const donnees = JSON.parse(document.getElementById(dataset.carte).textContent);
  carte.setView([0, 0], 2);
  poser(L, carte, donnees, {
    encre: teinte("encre", "#14211a"), papier: teinte("papier", "#f7f5ee"), ligne: teinte("ligne", "#12b45a"),
    aplat: teinte("aplat", "#e7e9dc"), ici: teinte("ici", "#c9e8c9"),
  });
  bouton.closest(".carte-explorer").hidden = true;
  boite.focus();
}

for (const bouton of document.querySelectorAll("button[data-carte]")) {
  const ligne = bouton.closest(".carte-explorer");
  ligne.hidden = false;
  bouton.addEventListener("click", async () => {
    bouton.disabled = true;
    try {
      await explorer(bouton);
    } catch {
      const figure = bouton.closest(".carte");
      figure.querySelector(".carte-exploree")?.remove();
      figure.querySelector(".carte-feuille").hidden = false;
      const panne = document.createElement("span");
      panne.setAttribute("role", "status");
      ligne.append(panne);
      panne.textContent = bouton.dataset.panne;
    }
  });
}

// The list shows its place on the sheet.
for (const figure of document.querySelectorAll(".carte")) {
  const montrer = (evenement, montre) => {
    const adresse = evenement.target.closest?.(".carte-liste a")?.getAttribute("href");
    if (!adresse) return;
    for (const lien of figure.querySelectorAll(".carte-dessin a")) {
      if (lien.getAttribute("href") === adresse) lien.firstElementChild.classList.toggle("montree", montre);
    }
  };
  for (const [evenement, montre] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
    figure.addEventListener(evenement, (e) => montrer(e, montre));
  }
}
