/* A click on bare ground, told to Python; the map shows what was found from the start. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});

  /* bounds: [[south, west], [north, east]]. A frame that has no size yet is waited for; one that
     gets another size is measured again, for a click must mean the place under it. */
  dateline.picking = (map, bounds) => {
    let shown = false;
    const measure = () => {
      map.invalidateSize({ pan: false });
      const size = map.getSize();
      if (shown || !size.x || !size.y) return;
      shown = true;
      map.fitBounds(bounds, { animate: false, padding: [20, 20], maxZoom: 9 });
    };
    new ResizeObserver(measure).observe(map.getContainer());
    measure();
    /* The layer takes the same click for taking back its choice; what is said last is heard. */
    map.on("click", (event) => {
      const { lat, lng } = event.latlng.wrap();
      const pick = [Number(lat.toFixed(5)), Number(lng.toFixed(5))];
      setTimeout(() => dateline.send(map, { pick }), 0);
    });
  };
})();
