// « Carte à explorer »: on a click, the drawn map becomes one that pans and zooms; « Revenir au dessin » closes it.
// What it needs comes from this site. Nothing is asked of another host, unless the city
// has set tiles: then only after the click, as the line beside the button says.

for (const bouton of document.querySelectorAll("button[data-carte]")) {
  const ligne = bouton.closest(".carte-explorer");
  const panne = ligne.querySelector(".carte-panne");
  const donnees = JSON.parse(document.getElementById(bouton.dataset.carte).textContent);
  ligne.hidden = false;
  let ouverture = false;
  bouton.addEventListener("click", async () => {
    if (ouverture) return;
    ouverture = true;
    panne.textContent = "";
    try {
      const { explorer } = await import("./carte-exploree.js");
      await explorer(bouton, donnees);
    } catch {
      panne.textContent = donnees.mots.panne;
    }
    ouverture = false;
  });
}

// A link of the page shows its place on the sheet.
const montrer = (evenement, montre) => {
  const adresse = evenement.target.closest?.("main a[href]:not(svg a)")?.getAttribute("href");
  if (!adresse) return;
  for (const lien of document.querySelectorAll(".carte-dessin a")) {
    if (lien.getAttribute("href") === adresse) lien.firstElementChild.classList.toggle("montree", montre);
  }
};
for (const [evenement, montre] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
  document.addEventListener(evenement, (e) => montrer(e, montre));
}
