/* The editor of translations says "Server error" whenever a text is refused. Our answers carry the reason, and what
   was typed: hand them to the editor as it reads an error, so that the reason shows beside the text. */
(() => {
  const demander = window.fetch;

  window.fetch = async (adresse, options) => {
    const reponse = await demander(adresse, options);
    const ecrit = options && options.method === "PUT" && String(adresse).includes("/localize/translate/");
    if (!ecrit || reponse.status < 400 || reponse.status >= 500) {
      return reponse;
    }
    const dite = await reponse.json().catch(() => ({}));
    const montree = {
      data: options.body.get("value"),
      comment: "",
      last_translated_by: null,
      ...dite,
      error: dite.error || dite.detail || String(reponse.status),
    };
    return new Response(JSON.stringify(montree), { status: 200, headers: { "Content-Type": "application/json" } });
  };
})();

/* A few of its words never pass through its catalogue. They are given their own as the editor writes them: the exact
   sentence, or nothing. Should a later version of the editor write others, they would show in English, as before. */
(() => {
  const ecrire = window.React.createElement;
  let mots;
  const dire = (quoi) => {
    // This script comes before the page's own content, and so before the words.
    mots ??= JSON.parse(document.getElementById("mots-de-l-editeur")?.textContent ?? "null");
    return typeof quoi === "string" && mots && Object.hasOwn(mots, quoi) ? mots[quoi] : quoi;
  };

  window.React.createElement = (type, attributs, ...enfants) => ecrire(type, attributs, ...enfants.map(dire));
})();
