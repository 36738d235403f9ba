/* Data files to lines, and lines to one canvas tile.

   Files are gzipped JSON written by data/basemap/build.py, which describes them. A page without a
   server has them in dateline.files instead, as base64. */
(function () {
  'use strict';

  const dateline = (window.dateline = window.dateline || {});
  const TILE = (dateline.TILE = 512);
  const REGIONS_FROM = 5;
  const CHUNK = 32; // points that share one box, to skip what is out of sight

  // Reading

  const reading = {};

  async function read(name, base) {
    const file = name + '.json.gz';
    let bytes;
    if (dateline.files && dateline.files[file]) {
      bytes = Uint8Array.from(atob(dateline.files[file]), (c) => c.charCodeAt(0));
    } else {
      const answer = await fetch(base + file);
      if (!answer.ok) throw new Error(file + ': ' + answer.status);
      bytes = new Uint8Array(await answer.arrayBuffer());
    }
    let body = new Blob([bytes]).stream();
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // a proxy may have unpacked it
    if (packed) body = body.pipeThrough(new DecompressionStream('gzip'));
    return unpack(JSON.parse(await new Response(body).text()));
  }

  dateline.load = function (name, base) {
    const key = base + name;
    if (!reading[key]) reading[key] = read(name, base);
    return reading[key];
  };

  function unpack(file) {
    for (const layer of ['land', 'lakes', 'borders', 'regions']) {
      if (file[layer]) file[layer] = file[layer].map(line);
    }
    return file;
  }

  function grow(boxes, at, x, y) {
    if (x < boxes[at]) boxes[at] = x;
    if (y < boxes[at + 1]) boxes[at + 1] = y;
    if (x > boxes[at + 2]) boxes[at + 2] = x;
    if (y > boxes[at + 3]) boxes[at + 3] = y;
  }

  /* [x, y, dx, dy, …] to points with one box around all and one around each chunk. */
  function line(flat) {
    const count = flat.length / 2;
    const points = new Int32Array(flat.length);
    const chunks = Math.max(1, Math.ceil((count - 1) / CHUNK));
    const boxes = new Int32Array(4 * chunks);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let c = 0; c < chunks; c++) boxes.set([2 ** 30, 2 ** 30, -(2 ** 30), -(2 ** 30)], 4 * c);
    for (let i = 0, x = 0, y = 0; i < count; i++) {
      points[2 * i] = x += flat[2 * i];
      points[2 * i + 1] = y += flat[2 * i + 1];
      grow(box, 0, x, y);
      grow(boxes, 4 * Math.min(chunks - 1, Math.floor(i / CHUNK)), x, y);
      if (i && i % CHUNK === 0) grow(boxes, 4 * (i / CHUNK - 1), x, y); // chunks share an end
    }
    return { points, boxes, box };
  }

  // Drawing

  function outside(boxes, at, view) {
    return boxes[at] > view.right || boxes[at + 2] < view.left ||
      boxes[at + 1] > view.bottom || boxes[at + 3] < view.top;
  }

  /* Adds a line to the path. A chunk out of sight is cut short to its chord when the line is to
     be filled (its box holds path and chord, so nothing in sight changes), else left out. */
  function trace(ctx, { points, boxes }, view, filled) {
    const { scale, x: ox, y: oy, world } = view;
    const last = points.length / 2 - 1;
    let px = points[0] * scale - ox;
    let py = points[1] * scale - oy;
    ctx.moveTo(px, py);
    for (let c = 0, from = 0; from < last; c++, from += CHUNK) {
      const to = Math.min(from + CHUNK, last);
      const hidden = outside(boxes, 4 * c, view);
      for (let i = hidden ? to : from + 1; i <= to; i++) {
        const x = points[2 * i] * scale - ox;
        const y = points[2 * i + 1] * scale - oy;
        if (i < to && Math.abs(x - px) + Math.abs(y - py) < 0.7) continue;
        // the map's own edge, where Antarctica is closed, is no coast
        const edge = (points[2 * i] % world === 0 && points[2 * i] === points[2 * i - 2]) ||
          (points[2 * i + 1] === world && points[2 * i - 1] === world);
        if (!filled && (hidden || edge)) ctx.moveTo(x, y);
        else ctx.lineTo(x, y);
        px = x;
        py = y;
      }
    }
  }

  /* All lines in sight that are at least `least` pixels wide or high. */
  function path(ctx, lines, views, filled, least = 1) {
    ctx.beginPath();
    for (const view of views) {
      for (const one of lines) {
        const [left, top, right, bottom] = one.box;
        const tiny = Math.max(right - left, bottom - top) * view.scale < least;
        if (!tiny && !outside(one.box, 0, view)) trace(ctx, one, view, filled);
      }
    }
  }

  /* What a tile shows, in units of the data: once as it is, and once a world further west for
     what runs on beyond the antimeridian. */
  function viewsOf(coords, bits) {
    const scale = (256 * 2 ** coords.z) / 2 ** bits;
    const margin = 4 / scale;
    const side = TILE / scale;
    return [0, 2 ** bits].map((shift) => {
      const left = coords.x * side + shift;
      const top = coords.y * side;
      return {
        scale, x: left * scale, y: top * scale, world: 2 ** bits,
        left: left - margin, top: top - margin,
        right: left + side + margin, bottom: top + side + margin,
      };
    });
  }

  dateline.drawLand = function (ctx, data, coords, colours) {
    const views = viewsOf(coords, data.bits);
    const stroke = (lines, colour, width, { dash = [], least = 1 } = {}) => {
      path(ctx, lines, views, false, least);
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.stroke();
    };
    ctx.lineJoin = 'bevel';
    path(ctx, data.land, views, true);
    ctx.fillStyle = colours.land;
    ctx.fill('evenodd');
    path(ctx, data.lakes, views, true);
    ctx.fillStyle = colours.lake;
    ctx.fill('evenodd');
    if (coords.z > 3) stroke(data.lakes, colours.coast, 0.6);
    if (data.regions && coords.z >= REGIONS_FROM) {
      const least = { 5: 24, 6: 12 }[coords.z] || 1; // small divisions would be a grey mesh
      stroke(data.regions, colours.region, coords.z < 7 ? 0.8 : 1, { dash: [3, 2.5], least });
    }
    stroke(data.borders, colours.border, coords.z < 4 ? 0.6 : coords.z < 6 ? 0.9 : 1.2);
    stroke(data.land, colours.coast, coords.z < 5 ? 0.7 : 1);
  };

  dateline.drawGraticule = function (ctx, coords, colours) {
    const step = (256 * 2 ** coords.z) / (coords.z < 5 ? 12 : 72);
    ctx.beginPath();
    for (let x = step - ((coords.x * TILE) % step); x <= TILE + 1; x += step) {
      ctx.moveTo(x, 0);
      ctx.lineTo(x, TILE + 1);
    }
    for (let y = step - ((coords.y * TILE) % step); y <= TILE + 1; y += step) {
      ctx.moveTo(0, y);
      ctx.lineTo(TILE + 1, y);
    }
    ctx.strokeStyle = colours.graticule;
    ctx.lineWidth = 1;
    ctx.setLineDash([]);
    ctx.stroke();
  };
})();
