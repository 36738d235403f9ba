/* A click on bare ground, told to Python; the map shows what was found from the start. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  /* bounds: [[south, west], [north, east]]. A frame that has no size yet is waited for. */
  dateline.picking = (map, bounds) => {
    const start = () => map.fitBounds(bounds, { animate: false, padding: [20, 20], maxZoom: 9 });
    const size = map.getSize();
    if (size.x && size.y) start();
    else map.once("resize", start);
    map.on("click", (event) => {
      const { lat, lng } = event.latlng.wrap();
      dateline.send(map, { pick: [Number(lat.toFixed(5)), Number(lng.toFixed(5))] });
    });
  };
})();
