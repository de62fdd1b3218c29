// A child of a list (a stop, a date) names itself beside its rank: one finds it again in a long form, folded or not.
// Its list says by which fields, the first that is filled: `data-nomme-par="histoire titre"`.

function nommer(enfant, champs) {
  const nom = document.createElement("span");
  enfant.querySelector("[data-inline-panel-child-count]").after(nom);
  const prefixe = enfant.id.replace("inline_child_", "id_");

  const dit = (champ) => {
    const entree = document.getElementById(`${prefixe}-${champ}`);
    if (!entree?.value) return "";
    const choisi = document.getElementById(`${entree.id}-chooser`);
    return (choisi ? choisi.querySelector("[data-chooser-title]").textContent : entree.value).trim();
  };
  const ecrire = () => {
    const trouve = champs.map(dit).find(Boolean);
    nom.textContent = trouve ? ` – ${trouve}` : "";
  };
  ecrire();
  enfant.addEventListener("input", ecrire);
  // A chooser says that it has changed before it writes the title of what was chosen.
  enfant.addEventListener("change", () => queueMicrotask(ecrire));
}

for (const liste of document.querySelectorAll("[data-nomme-par]")) {
  const champs = liste.dataset.nommePar.split(" ");
  for (const enfant of liste.querySelectorAll("[data-inline-panel-child]")) nommer(enfant, champs);
  liste.addEventListener("w-formset:added", ({ target }) => nommer(target, champs));
}
