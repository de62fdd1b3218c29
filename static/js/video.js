/* Plays a video in its place, after a click and never before. Without it the link leads to the video's page. */

for (const ecran of document.querySelectorAll(".ecran[data-cadre]")) {
  ecran.querySelector("a").addEventListener("click", (clic) => {
    if (clic.ctrlKey || clic.metaKey || clic.shiftKey) return;
    clic.preventDefault();
    const cadre = document.createElement("iframe");
    cadre.src = ecran.dataset.cadre;
    cadre.title = ecran.dataset.titre;
    cadre.allow = "autoplay; fullscreen; picture-in-picture";
    cadre.referrerPolicy = "no-referrer";
    ecran.replaceChildren(cadre);
    cadre.focus();
  });
}
