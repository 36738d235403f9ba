/* Shapes and symbols as SVG elements. Only numbers and names of our own come here, never text from
   outside. Colours are CSS variables, so that a change of theme redraws nothing. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const SVG = "http://www.w3.org/2000/svg";

  function svg(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  /* state: "", "hollow" (nothing of it happened) or "possible" (perhaps out of range). */
  function glyph(family, x, y, size, state) {
    const path = svg("path", {
      d: family.path,
      transform: `translate(${x},${y}) scale(${size / 18})`,
      class: `dl-glyph ${state ? "dl-" + state : ""}`,
    });
    return painted(path, family);
  }

  function painted(element, family) {
    element.style.setProperty("--fill", family.fill);
    element.style.setProperty("--ink", family.ink);
    element.style.setProperty("--on-light", family.on_light);
    element.style.setProperty("--on-dark", family.on_dark);
    element.classList.add("dl-family");
    return element;
  }

  function canvas(width, height, left, top, ...children) {
    return svg("svg", {
      width, height, viewBox: `${left} ${top} ${width} ${height}`,
      "aria-hidden": "true", focusable: "false",
    }, ...children);
  }

  /* How the events came here, around a symbol: "read" (by machine), "confirmed" (by a person). */
  function origin(how, radius) {
    if (how === "read") return svg("circle", { r: radius + 3, class: "dl-read" });
    if (how !== "confirmed") return svg("g");
    const [x, y] = [radius * 0.78, -radius * 0.78];
    return svg("g", { class: "dl-confirmed", transform: `translate(${x},${y})` },
      svg("circle", { r: 5.6 }), svg("path", { d: "M-2.6,0.2L-0.7,2.3L2.8,-2.1" }));
  }

  /* The same by itself, about 12 pixels wide. */
  function signOf(how) {
    const sign = origin(how, how === "read" ? 1.6 : 0);
    return svg("g", {}, sign);
  }

  /* One event: a disc in the family's colour with the family's shape. */
  function token(family, radius, state, how) {
    const size = radius * (state === "hollow" ? 1.12 : 1.2);
    const box = radius * 2 + 8;
    const group = painted(svg("g", { class: `dl-token dl-${state || "solid"}` },
      svg("circle", { r: radius + 1.5, class: "dl-case" }),
      svg("circle", { r: radius, class: "dl-disc" })), family);
    group.append(glyph(family, 0, 0, size, ""), origin(how, radius));
    return canvas(box, box, -box / 2, -box / 2, group);
  }

  function sector(inner, outer, from, to) {
    const end = Math.min(to, from + 0.9999);
    const at = (r, t) => [r * Math.sin(t * 2 * Math.PI), -r * Math.cos(t * 2 * Math.PI)]
      .map((c) => c.toFixed(2)).join(",");
    const wide = end - from > 0.5 ? 1 : 0;
    return `M${at(outer, from)}A${outer},${outer} 0 ${wide},1 ${at(outer, end)}` +
      `L${at(inner, end)}A${inner},${inner} 0 ${wide},0 ${at(inner, from)}Z`;
  }

  function short(number) {
    if (number < 10000) return String(number);
    return number < 1e6 ? Math.round(number / 1000) + "k" : Math.round(number / 1e6) + "M";
  }

  /* Several events: the number, a ring of the families' shares, the shapes of the main ones. */
  function badge(shares, count, radius, state, how) {
    const total = shares.reduce((sum, [, n]) => sum + n, 0) || 1;
    const group = svg("g", { class: `dl-badge dl-${state || "solid"}` },
      svg("circle", { r: radius + 1.5, class: "dl-case" }));
    let from = 0;
    for (const [family, n] of shares) {
      const piece = svg("path", { d: sector(radius - 5, radius, from, from + n / total) });
      piece.setAttribute("class", "dl-share");
      group.append(painted(piece, family));
      from += n / total;
    }
    const number = svg("text", { class: "dl-number", y: "0.35em" });
    number.textContent = short(count);
    group.append(number, origin(how, radius), row(shares, radius + 3, state));
    const [w, h] = [Math.max(radius * 2 + 8, 48), radius * 2 + 20];
    return canvas(w, h, -w / 2, -radius - 4, group);
  }

  /* A small plate with up to three shapes, its middle at (0, y). */
  function row(shares, y, state) {
    const main = shares.slice(0, 3);
    const width = main.length * 12 + 4;
    const plate = svg("g", {}, svg("rect", {
      x: -width / 2, y: y - 7, width, height: 14, rx: 7, class: "dl-plate" }));
    main.forEach(([family], i) =>
      plate.append(glyph(family, (i - (main.length - 1) / 2) * 12, y, 10, state)));
    return plate;
  }

  /* An actor's seat: a flag on a stem, its foot at (0, 0). */
  function seat(count) {
    const flag = svg("g", { class: "dl-seat" },
      svg("path", { d: "M0,0V-42", class: "dl-stem-case" }),
      svg("path", { d: "M0,-43H23L18.5,-35.5L23,-28H0Z", class: "dl-flag" }),
      svg("path", { d: "M0,0V-43", class: "dl-stem" }),
      svg("circle", { r: 2.6, class: "dl-foot" }));
    if (count > 1) {
      const number = svg("text", { class: "dl-flag-number", x: 9.5, y: -31.8 });
      number.textContent = short(count);
      flag.append(number);
    } else {
      flag.append(svg("path", { d: "M5,-38.4H13M5,-35.5H13M5,-32.6H13", class: "dl-flag-lines" }));
    }
    return canvas(34, 52, -6, -47, flag);
  }

  function mentioned(count) {
    const ring = svg("g", { class: "dl-mentioned" },
      svg("circle", { r: 6.5, class: "dl-case" }), svg("circle", { r: 5, class: "dl-ring" }),
      svg("circle", { r: 1.6, class: "dl-centre" }));
    if (count > 1) {
      const number = svg("text", { class: "dl-beside", x: 10, y: "0.35em" });
      number.textContent = short(count);
      ring.append(number);
    }
    return canvas(48, 18, -9, -9, ring);
  }

  function held() {
    return canvas(24, 24, -12, -12, svg("g", { class: "dl-held" },
      svg("rect", { x: -9.5, y: -9.5, width: 19, height: 19, rx: 4, class: "dl-case" }),
      svg("rect", { x: -7, y: -7, width: 14, height: 14, rx: 2.5, class: "dl-held-box" })));
  }

  const SIGNS = {
    supports: "M-4,0H4M0,-4V4",
    opposes: "M-3.4,-3.4L3.4,3.4M-3.4,3.4L3.4,-3.4",
    leads: "M-4,2.4L0,-2.6L4,2.4",
    belongs_to: "M3.4,-3.4H0A3.4,3.4 0 0,0 0,3.4H3.4M-3.2,0H3.4",
    recognises: "M-4,0.2L-1,3.4L4,-3.2",
  };

  function sign(type) {
    return canvas(22, 22, -11, -11, svg("g", { class: `dl-sign dl-link-${type}` },
      svg("circle", { r: 8, class: "dl-sign-disc" }),
      svg("path", { d: SIGNS[type] || "M-2,0H2", class: "dl-sign-line" })));
  }

  /* Hatching: the rougher the place, the wider; a region is crossed both ways. */
  function hatching(id, family, level) {
    const step = { district: 6, province: 9 }[level] || 14;
    const lines = level === "region" ? `M0,0H${step}M0,0V${step}` : `M0,0V${step}`;
    const tile = svg("pattern", { id, width: step, height: step,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width: step, height: step, class: "dl-hatch-tint" }),
    svg("path", { d: lines, class: "dl-hatch-line" }));
    return painted(tile, family);
  }

  /* A small ring in the colours of several families: events in general. */
  function ring(families) {
    const share = 1 / families.length;
    return canvas(22, 22, -11, -11, ...families.map((family, i) => painted(svg("path", {
      d: sector(5, 10, i * share, (i + 1) * share), class: "dl-share" }), family)));
  }

  function swatch(style, ...children) {
    return canvas(22, 22, 0, 0, svg("rect", { x: 2, y: 4, width: 18, height: 14, rx: 3,
      class: style }), ...children);
  }

  dateline.symbols = { svg, canvas, glyph, painted, token, badge, row, signOf, seat, mentioned, held, sign,
    hatching, ring, swatch };
})();
