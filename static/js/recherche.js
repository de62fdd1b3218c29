// Proposes names while one types: a combobox (WAI-ARIA 1.2). What is proposed is never forced on who types.

const DEUX_LETTRES = 2;
const PATIENCE = 150; // ms

const formulaire = document.querySelector("[data-suggestions]");
if (formulaire) brancher(formulaire, formulaire.querySelector("#q"));

function brancher(formulaire, champ) {
  const liste = document.createElement("div");
  const dit = document.createElement("p");
  Object.assign(liste, { id: "propositions", className: "propositions", hidden: true });
  liste.setAttribute("role", "listbox");
  liste.setAttribute("aria-label", formulaire.querySelector("label").textContent);
  dit.className = "lu";
  dit.setAttribute("role", "status");
  champ.parentElement.append(liste, dit);
  for (const [nom, valeur] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", liste.id]]) champ.setAttribute(nom, valeur);

  let attente, demande, options = [], ici = -1;

  const fermer = () => {
    liste.hidden = true;
    liste.replaceChildren();
    options = [];
    ici = -1;
    champ.setAttribute("aria-expanded", "false");
    champ.removeAttribute("aria-activedescendant");
  };

  // Closes the list, and forgets what was about to fill it.
  const renoncer = () => {
    clearTimeout(attente);
    demande?.abort();
    fermer();
  };

  const montrer = (groupes) => {
    fermer();
    for (const groupe of groupes) {
      const bloc = document.createElement("div");
      const titre = document.createElement("span");
      bloc.setAttribute("role", "group");
      titre.id = `groupe-${groupe.genre}`;
      titre.textContent = groupe.titre;
      bloc.setAttribute("aria-labelledby", titre.id);
      bloc.append(titre);
      for (const { titre: nom, url } of groupe.suggestions) {
        const option = document.createElement("div");
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.id = `proposition-${options.length}`;
        option.textContent = nom;
        option.dataset.url = url;
        options.push(option);
        bloc.append(option);
      }
      liste.append(bloc);
    }
    liste.hidden = !options.length;
    champ.setAttribute("aria-expanded", String(!liste.hidden));
    const { une, plusieurs, aucune } = formulaire.dataset;
    dit.textContent = !options.length ? aucune : options.length === 1 ? une : plusieurs.replace("{nombre}", options.length);
  };

  const demander = async () => {
    demande?.abort();
    const texte = champ.value.trim();
    if (texte.length < DEUX_LETTRES) return fermer();
    demande = new AbortController();
    const question = new URLSearchParams({ q: texte.slice(0, 200), langue: formulaire.dataset.langue });
    try {
      const reponse = await fetch(`${formulaire.dataset.suggestions}?${question}`, { signal: demande.signal });
      if (!reponse.ok) return fermer();
      if (document.activeElement === champ) montrer((await reponse.json()).groupes);
    } catch (raison) {
      if (raison.name !== "AbortError") fermer(); // without proposals, one types on
    }
  };

  const aller = (rang) => {
    options[ici]?.setAttribute("aria-selected", "false");
    ici = rang;
    const option = options[ici];
    if (!option) return champ.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    champ.setAttribute("aria-activedescendant", option.id);
  };

  champ.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(demander, PATIENCE);
  });
  champ.addEventListener("keydown", (touche) => {
    if (touche.key === "Escape" && !liste.hidden) {
      touche.preventDefault(); // the text stays
      renoncer();
    } else if (touche.key === "Enter" && options[ici]) {
      touche.preventDefault();
      location.assign(options[ici].dataset.url);
    } else if (options.length && (touche.key === "ArrowDown" || touche.key === "ArrowUp")) {
      touche.preventDefault();
      const pas = touche.key === "ArrowDown" ? 1 : -1;
      const rangs = options.length + 1; // one more: back to what was typed
      aller(((ici + 1 + pas + rangs) % rangs) - 1);
    }
  });
  champ.addEventListener("blur", renoncer);
  liste.addEventListener("pointerdown", (geste) => geste.preventDefault()); // the field keeps the focus
  liste.addEventListener("click", (geste) => {
    const option = geste.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
