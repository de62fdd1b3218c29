// The map of the admin's forms. The fields hold the truth: the map writes in them, and draws what is typed.
// Leaflet comes from this site; without tiles set for the city, no other host is asked for anything.

(() => {
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

  // The rings of an outline, each as [[lat, lon], …] without its closing point, by polygon; null when it is none.
  function lire(texte) {
    try {
      let forme = JSON.parse(texte);
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
    const feuille = panneau.querySelector(".carte-admin__feuille");
    if (!latitude || !longitude || !window.L || panneau.dataset.prete) return;
    panneau.dataset.prete = "oui";
    const dit = panneau.querySelector("[data-dit]");
    const dire = (quoi) => { dit.textContent = quoi ? dit.dataset[quoi] : ""; };
    feuille.hidden = false;
    panneau.querySelector(".carte-admin__gestes").hidden = false;

    const carte = L.map(feuille, { zoomControl: false, attributionControl: Boolean(dataset.tuiles), scrollWheelZoom: false });
    L.control.zoom({ zoomInTitle: dataset.plus, zoomOutTitle: dataset.moins }).addTo(carte);
    carte.setView(dataset.centre.split(",").map(Number), Number(dataset.zoom));
    if (dataset.tuiles) {
      const mention = document.createElement("span");
      mention.textContent = dataset.attribution;
      L.tileLayer(dataset.tuiles, { maxZoom: 19, attribution: mention.innerHTML }).addTo(carte);
      carte.attributionControl.setPrefix(false);
    }
    // The city's quartiers, faint: without tiles, one finds one's way by them. A click goes through to the map.
    const fond = JSON.parse(panneau.querySelector('script[type="application/json"]')?.textContent ?? "[]");
    for (const { nom, contour: trace } of fond) {
      const polygones = lire(JSON.stringify(trace));
      if (!polygones) continue;
      const etiquette = document.createElement("span");
      etiquette.textContent = nom;
      L.polygon(polygones, { className: "carte-admin__fond", weight: 1, interactive: false })
        .bindTooltip(etiquette, { className: "carte-admin__nom", permanent: true, direction: "center" }).addTo(carte);
    }
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
    // A panel may open later, or the window change: the sheet is measured again.
    new ResizeObserver(() => carte.invalidateSize({ animate: false })).observe(feuille);
  }

  const toutInstaller = () => document.querySelectorAll("[data-carte-admin]").forEach(installer);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", toutInstaller);
  else toutInstaller();
})();
