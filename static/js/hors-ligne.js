// Lists the routes that this phone keeps, on the page of who has no network. Only the phone knows them.

const endroit = document.querySelector(".emportes");
if (endroit && "caches" in window) montrer();

// Who came here on purpose lacks no network.
function direOuLOnEst() {
  const titre = document.querySelector("h1");
  titre.textContent = titre.dataset.ici;
  document.title = document.title.replace(/^[^–]*(?=–)/, `${titre.dataset.ici} `);
  document.querySelector(".chapo").hidden = true;
  endroit.querySelector("h2").className = "lu";
}

function lire(cle) {
  try {
    return JSON.parse(localStorage.getItem(cle));
  } catch {
    return null; // written half: the others are told all the same
  }
}

async function montrer() {
  if (location.pathname === endroit.dataset.adresse) direOuLOnEst();
  const liste = endroit.querySelector("ul");
  const gardes = await caches.keys();
  const pris = Object.keys(localStorage)
    .filter((cle) => cle.startsWith("bagage|"))
    .map((cle) => ({ cle, ...lire(cle) }))
    .filter((bagage) => bagage.nom)
    .sort((un, autre) => autre.le - un.le);
  liste.append(...pris.map((bagage) => {
    const la = gardes.some((nom) => nom.startsWith(`${bagage.cle}|`));
    const lien = Object.assign(document.createElement(la ? "a" : "span"), { textContent: bagage.nom, lang: bagage.langue });
    if (la) lien.href = bagage.adresse;
    const date = new Date(bagage.le).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const entier = bagage.etat === "pris" || bagage.garde;
    const dit = !la ? endroit.dataset.efface : entier ? endroit.dataset.date.replace("{date}", date) : endroit.dataset.partie;
    const element = document.createElement("li");
    element.append(lien, " ", Object.assign(document.createElement("small"), { textContent: dit }));
    return element;
  }));
  endroit.querySelector(".aucun").hidden = pris.length > 0;
}
