// Sorts all the results by distance, on the phone: the position never leaves it, nor anything drawn from it.

import { direLaDistance, metresEntre, ouSuisJe, saitOuIlEst } from "./position.js";

const PAR_PAGE = 20;

const endroit = document.querySelector(".pres-de-moi");
if (endroit && saitOuIlEst()) brancher(endroit);

function brancher(endroit) {
  const bouton = endroit.querySelector("button");
  const etat = document.querySelector(".etat");
  const liste = document.querySelector(".reponses");
  // What follows the order of the page: its next pages, and the map that has its numbers.
  const selonLaPage = document.querySelectorAll("nav.pages, .carte-des-resultats");
  const dits = endroit.dataset;
  const avant = [...liste.children];
  let trie = false;

  bouton.textContent = dits.trier;
  endroit.hidden = false;

  bouton.addEventListener("click", async () => {
    if (trie) return revenir();
    if (bouton.getAttribute("aria-disabled")) return; // one answer is enough
    bouton.setAttribute("aria-disabled", "true");
    await trier();
    bouton.removeAttribute("aria-disabled");
  });

  async function trier() {
    etat.textContent = dits.attente;
    let ici;
    try {
      ici = await ouSuisJe();
    } catch (erreur) {
      etat.textContent = dits[erreur.message];
      return;
    }
    try {
      const reponse = await fetch(dits.positions); // the whole list: which part is near is not asked
      if (!reponse.ok) throw new Error(reponse.status);
      montrer(ranger((await reponse.json()).positions, ici));
    } catch {
      etat.textContent = dits.panne;
    }
  }

  function revenir() {
    liste.replaceChildren(...avant);
    document.querySelector(".voir-plus")?.remove();
    for (const element of selonLaPage) element.hidden = false;
    bouton.textContent = dits.trier;
    etat.textContent = "";
    trie = false;
  }

  function montrer(ranges) {
    if (!ranges.length) {
      etat.textContent = dits.aucun;
      return;
    }
    trie = true;
    liste.replaceChildren();
    for (const element of selonLaPage) element.hidden = true;
    bouton.textContent = dits.retour;
    const restent = Number(dits.total) - ranges.length;
    etat.textContent = [dits.fait.replace("{nombre}", ranges.length), restent > 0 && dits.reste.replace("{nombre}", restent)].filter(Boolean).join(". ");
    const plus = Object.assign(document.createElement("button"), { type: "button", className: "voir-plus", textContent: dits.suite });
    liste.after(plus);
    const suivants = () => {
      const debut = liste.children.length;
      liste.append(...ranges.slice(debut, debut + PAR_PAGE).map(ligne));
      if (debut) liste.children[debut].querySelector("a").focus();
      plus.hidden = liste.children.length >= ranges.length;
    };
    plus.addEventListener("click", suivants);
    suivants();
  }

  function ligne({ titre, url, mention, passe, metres }) {
    const element = Object.assign(document.createElement("li"), { className: passe ? "partie" : "" });
    const lien = Object.assign(document.createElement("a"), { href: url, className: "reponse nue" });
    const dit = document.createElement("span");
    dit.append(Object.assign(document.createElement("b"), { textContent: titre }));
    for (const texte of [mention, direLaDistance(metres, dits)]) {
      if (texte) dit.append(Object.assign(document.createElement("span"), { className: "mention", textContent: texte }));
    }
    if (passe) dit.append(Object.assign(document.createElement("em"), { textContent: passe }));
    lien.append(dit);
    element.append(lien);
    return element;
  }
}

function ranger(positions, ici) {
  return positions
    .map(([, latitude, longitude, titre, url, mention, passe]) => ({
      titre, url, mention, passe, metres: metresEntre(ici, { latitude, longitude }),
    }))
    // One does not send people to what is over before what stands.
    .sort((un, autre) => Boolean(un.passe) - Boolean(autre.passe) || un.metres - autre.metres);
}
