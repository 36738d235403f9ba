/* The map's view in the page's link: read at the start, rewritten in place after each move. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const AGAIN = 50; // ms between two looks whether the view still stands in the link
  const VIEW = /^(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?),(\d{1,2}(?:\.\d+)?)$/;

  /* The page around the frame, or this one; null when neither may be read. */
  function page() {
    try {
      return typeof window.parent.location.search === "string" ? window.parent : null;
    } catch (error) {
      return null;
    }
  }

  function read(search) {
    const parts = VIEW.exec(new URLSearchParams(search).get("map") || "");
    if (!parts) return null;
    const [latitude, longitude, zoom] = parts.slice(1).map(Number);
    const sound = Math.abs(latitude) <= 85 && Math.abs(longitude) <= 360 && zoom <= 22;
    return sound ? { centre: [latitude, longitude], zoom } : null;
  }

  /* All other parameters stay as they are written. */
  function written(search, { centre, zoom }) {
    const { lat, lng } = L.latLng(centre).wrap();
    const view = `map=${lat.toFixed(4)},${lng.toFixed(4)},${Number(zoom.toFixed(2))}`;
    const others = search.replace(/^\?/, "").split("&")
      .filter((part) => part && part.split("=")[0] !== "map");
    return "?" + [...others, view].join("&");
  }

  function write(view) {
    const outer = page();
    if (!outer) return;
    try {
      const { pathname, search, hash } = outer.location;
      const changed = written(search, view);
      if (changed === search) return;
      outer.history.replaceState(outer.history.state, "", pathname + changed + hash);
    } catch (error) {
      /* a page from a file, or one that forbids it: the view is then simply not kept */
    }
  }

  /* The frame may grow after the map was made. In the new size it shows
     what was chosen, by link or by moving it, else the same bounds; the link keeps what was chosen. */
  function start(map, bounds) {
    const outer = page();
    let chosen = outer && read(outer.location.search);
    let quiet = false;
    const show = () => {
      quiet = true;
      map.invalidateSize({ animate: false, pan: false });
      if (chosen) map.setView(chosen.centre, chosen.zoom, { reset: true });
      else map.fitBounds(bounds, { animate: false, padding: [20, 20] });
      quiet = false;
    };
    L.DomEvent.off(window, "resize", map._onResize, map); // which would pan, a moment later
    show();
    if (chosen) keep(() => chosen);
    map.on("moveend", () => {
      if (quiet) return;
      const first = !chosen;
      chosen = { centre: map.getCenter(), zoom: map.getZoom() };
      if (first) keep(() => chosen);
      else write(chosen);
    });
    new ResizeObserver(() => {
      const [box, size] = [map.getContainer(), map.getSize()];
      if (box.clientWidth !== size.x || box.clientHeight !== size.y) show();
    }).observe(map.getContainer());
  }

  /* Streamlit writes the whole link anew for each filter, without what it did not write itself,
     and tells nobody: so look again. `view` is what was chosen, not what Leaflet says it shows: that
     is half a pixel off where the map's height is odd, and would drift from link to link. */
  function keep(view) {
    write(view());
    setInterval(() => write(view()), AGAIN);
  }

  /* bounds: [[south, west], [north, east]]. A frame that has no size yet is waited for. */
  dateline.view = (map, bounds) => {
    const size = map.getSize();
    if (size.x && size.y) start(map, bounds);
    else map.once("resize", () => start(map, bounds));
  };
})();
