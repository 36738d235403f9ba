/* st_folium loads our scripts one after the other. Asking for all of them at the first one lets
   them come together; they still run in their order. */
(function () {
  "use strict";
  const base = document.currentScript && document.currentScript.src.replace(/[^/]*$/, "");
  const next = ["leaflet.js", "labels.js", "lines.js", "basemap.js", "symbols.js", "words.js",
    "card.js", "areas.js", "links.js", "points.js", "legend.js", "layer.js", "view.js"];
  for (const name of base && base.startsWith("http") ? next : []) {
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = "script";
    link.href = base + name;
    document.head.append(link);
  }
})();
