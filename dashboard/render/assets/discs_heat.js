/* The heat view: how many events lie near each point of the screen, and what its colours mean.

   Events are binned and blurred with a Gaussian that is 1 at its middle, so one event alone is
   worth 1 where it lies. Colours are logarithmic: a war has places with a thousand times more. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { element } = dateline;
  const BIN = 5; // px
  const SIGMA = 2; // bins
  const FAR = 9; // bins to each side, beyond which next to nothing is left
  const RAMPS = {
    light: [[255, 226, 140], [252, 163, 74], [228, 87, 60], [168, 31, 90], [84, 12, 92]],
    dark: [[76, 36, 120], [160, 42, 118], [232, 84, 88], [252, 160, 90], [254, 240, 170]],
  };

  function mix(ramp, share) {
    const at = Math.min(Math.max(share, 0), 1) * (ramp.length - 1);
    const [low, part] = [Math.floor(at), at % 1];
    const high = ramp[Math.min(low + 1, ramp.length - 1)];
    return ramp[low].map((value, i) => value + (high[i] - value) * part);
  }

  const KERNEL = Float64Array.from({ length: 2 * FAR + 1 },
    (_, i) => Math.exp(-((i - FAR) ** 2) / (2 * SIGMA ** 2)));
  const REACH = SIGMA * Math.SQRT2 * BIN; // px of the disc that one event stands for

  /* One pass along lines whose values are `step` apart. */
  function blurred(from, lines, jump, length, step) {
    const to = new Float64Array(from.length);
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        const value = from[line * jump + i * step];
        if (!value) continue;
        const [low, high] = [Math.max(0, i - FAR), Math.min(length - 1, i + FAR)];
        for (let j = low; j <= high; j++) to[line * jump + j * step] += value * KERNEL[j - i + FAR];
      }
    }
    return to;
  }

  /* Draws; returns {most, km}: the highest value, and how far "near" is at the middle. */
  function heat(pen, found, view) {
    const [width, height] = [Math.ceil(view.size.x / BIN), Math.ceil(view.size.y / BIN)];
    const bins = new Float64Array(width * height);
    found.points((x, y, count) => {
      const [column, row] = [Math.floor((x - view.min.x) / BIN), Math.floor((y - view.min.y) / BIN)];
      if (column >= 0 && row >= 0 && column < width && row < height) bins[row * width + column] += count;
    });
    const across = blurred(bins, height, width, width, 1);
    const values = blurred(across, width, 1, height, width);
    const most = values.reduce((high, value) => Math.max(high, value), 0);
    const ramp = pen.colours.dark ? RAMPS.dark : RAMPS.light;
    if (most > 0) paint(pen, values, width, height, ramp, most);
    const middle = Math.min(Math.max(view.min.y + view.size.y / 2, 0), view.world);
    return { most, ramp, km: REACH / dateline.sources.pixels(1, middle, view.world) };
  }

  function paint(pen, values, width, height, ramp, most) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    const ctx = canvas.getContext("2d");
    const image = ctx.createImageData(width, height);
    const scale = 1 / Math.log(Math.max(most, 2) + 1);
    const table = Array.from({ length: 256 }, (_, i) => mix(ramp, i / 255));
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value < 0.05) continue;
      const share = Math.min(1, Math.log(value + 1) * scale);
      const [r, g, b] = table[Math.round(share * 255)];
      image.data.set([r, g, b, 255 * Math.min(1, value * 1.5) * (0.5 + 0.4 * share)], 4 * i);
    }
    ctx.putImageData(image, 0, 0);
    pen.ctx.imageSmoothingQuality = "high";
    pen.ctx.drawImage(canvas, 0, 0, width * BIN, height * BIN);
  }

  function rounded(value) {
    const power = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
    return value < 10 ? Math.round(value) : Math.round(value / power) * power;
  }

  /* The key to the colours of the heat view and of the divisions. */
  const Legend = L.Control.extend({
    options: { position: "bottomright" },

    initialize(mode) {
      this.mode = mode;
    },

    onAdd() {
      this.box = element("div", "dl-key");
      this.box.setAttribute("role", "group");
      this.box.setAttribute("aria-label", "What the colours mean");
      L.DomEvent.disableClickPropagation(this.box);
      return this.box;
    },

    fill(title, ...rows) {
      const text = JSON.stringify([title, rows.map((row) => row.outerHTML)]);
      if (text === this.text) return;
      this.text = text;
      this.box.replaceChildren(element("div", "dl-key-title", title), ...rows);
    },

    heat({ most, ramp, km }) {
      if (!most) return this.fill("No events here");
      const bar = element("div", "dl-key-bar");
      bar.style.background = `linear-gradient(90deg, ${ramp.map((c) => `rgb(${c.join()})`).join()})`;
      const marks = element("div", "dl-key-marks");
      const top = Math.max(most, 2);
      const steps = [...new Set([0, 1 / 3, 2 / 3, 1].map((share) => rounded((top + 1) ** share - 1)))];
      marks.append(...steps.map((value) => element("span", "", dateline.discs.figure(value))));
      return this.fill(`Events within about ${dateline.discs.figure(rounded(km))} km`, bar, marks);
    },

    /* classes: [colour, text] */
    classes(title, classes, note) {
      const rows = classes.map(([colour, text]) => {
        const row = element("div", "dl-key-row");
        const swatch = element("i", colour ? "" : "dl-key-none");
        if (colour) swatch.style.background = colour;
        row.append(swatch, element("span", "", text));
        return row;
      });
      if (note) rows.push(element("div", "dl-key-note", note));
      this.fill(title, ...rows);
    },
  });

  Object.assign(dateline.discs, { heat, mix, Legend, RAMPS });
})();
