// Where one is, asked of the device on a click: the position is used on the page and sent to nobody.

const RAYON_TERRESTRE = 6_371_008.8; // metres

export const saitOuIlEst = () => "geolocation" in navigator;

/** Resolve to { latitude, longitude, accuracy }; reject with an Error whose message is refus, introuvable or delai. */
export function ouSuisJe() {
  const options = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };
  return new Promise((trouve, rate) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => trouve(coords),
      ({ code }) => rate(new Error({ 1: "refus", 3: "delai" }[code] ?? "introuvable")),
      options,
    );
  });
}

/** Metres between two places, each { latitude, longitude }: the haversine on the mean sphere, as `socle.rules`. */
export function metresEntre(un, autre) {
  const rad = (degres) => (degres * Math.PI) / 180;
  const a = Math.sin(rad(autre.latitude - un.latitude) / 2) ** 2
    + Math.cos(rad(un.latitude)) * Math.cos(rad(autre.latitude)) * Math.sin(rad(autre.longitude - un.longitude) / 2) ** 2;
  return 2 * RAYON_TERRESTRE * Math.asin(Math.sqrt(a));
}

/** A distance as people say it, in the words of the page: « 120 m », « 1,4 km ». */
export function direLaDistance(metres, mots) {
  if (metres < 995) return mots.metres.replace("{metres}", Math.round(metres / 10) * 10);
  const kilometres = (metres / 1000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return mots.kilometres.replace("{kilometres}", kilometres);
}
