// Sounds: one plays at a time, its words follow, and the phone's own controls say what is heard.
// Without it the browser's player plays, and the transcription is there to be read.

const sons = [...document.querySelectorAll(".son audio")];

for (const audio of sons) {
  audio.addEventListener("play", () => {
    for (const autre of sons) if (autre !== audio) autre.pause();
    annoncer(audio);
  });
  const suivre = audio.closest(".son").querySelector(".suivre");
  if (!suivre) continue;
  suivre.hidden = false;
  suivre.addEventListener("toggle", () => lireLesParoles(audio, suivre), { once: true });
}

// What a locked phone shows, and its play and pause keys.
function annoncer(audio) {
  if (!("mediaSession" in navigator)) return;
  const legende = audio.closest(".son").querySelector("figcaption");
  const image = document.querySelector(".affiche img");
  navigator.mediaSession.metadata = new MediaMetadata({
    title: legende.querySelector("b").textContent,
    artist: legende.querySelector(".credit").textContent,
    album: document.querySelector("h1")?.textContent.trim() ?? "",
    artwork: image ? [{ src: image.currentSrc || image.src }] : [],
  });
}

// Nothing is read before somebody wants to follow.
function lireLesParoles(audio, suivre) {
  const piste = audio.querySelector("track");
  const liste = suivre.querySelector(".repliques");
  piste.addEventListener("error", () => {
    const panne = Object.assign(document.createElement("p"), { textContent: audio.closest(".son").dataset.panne });
    panne.setAttribute("role", "status");
    liste.replaceWith(panne);
  });
  piste.addEventListener("load", () => {
    const boutons = [...piste.track.cues].map((replique) => ligne(audio, replique));
    liste.replaceChildren(...boutons.map((bouton) => {
      const element = document.createElement("li");
      element.append(bouton);
      return element;
    }));
    const marquer = () => {
      const dites = [...piste.track.activeCues];
      [...piste.track.cues].forEach((replique, rang) => {
        if (dites.includes(replique)) boutons[rang].setAttribute("aria-current", "true");
        else boutons[rang].removeAttribute("aria-current");
      });
      const dite = liste.querySelector("[aria-current]");
      // Within the list only: the page stays where its reader is.
      if (dite && !liste.contains(document.activeElement)) {
        liste.scrollTop = dite.offsetTop - (liste.clientHeight - dite.offsetHeight) / 2;
      }
    };
    piste.track.addEventListener("cuechange", marquer);
    marquer();
  });
  piste.track.mode = "hidden"; // read, and drawn by nobody but us
}

function ligne(audio, replique) {
  const bouton = Object.assign(document.createElement("button"), { type: "button" });
  const moment = document.createElement("time");
  const minutes = Math.floor(replique.startTime / 60);
  moment.textContent = `${minutes}:${String(Math.floor(replique.startTime % 60)).padStart(2, "0")}`;
  // Text, never markup.
  bouton.append(moment, " ", replique.getCueAsHTML().textContent);
  bouton.addEventListener("click", () => {
    audio.currentTime = replique.startTime;
    audio.play();
  });
  return bouton;
}
