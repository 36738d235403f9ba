/* The packed file in, typed arrays out; its form is described in dashboard/render/packed.py.

   A file is named after its content: it is fetched once and kept, also in the page around our
   frame, so that a frame that is built anew has it at once. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const LONG = 255;
  const KEPT = 3; // files

  /* st_folium loads our scripts one after the other: ask for the next ones now, see boot.js. */
  const folder = document.currentScript && document.currentScript.src.replace(/[^/]*$/, "");
  const next = ["discs_count.js", "discs_source.js", "discs_draw.js", "discs_heat.js",
    "discs_divisions.js", "discs_hand.js", "discs_board.js", "discs.js"];
  for (const name of folder && folder.startsWith("http") ? next : []) {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "script", href: folder + name });
    document.head.append(link);
  }

  async function unzipped(bytes) {
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // a proxy may have unpacked it
    if (!packed) return bytes;
    const body = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(body).arrayBuffer());
  }

  function decoded(base64) {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }

  /* Bytes of an address, or of a base64 text after "base64:". */
  async function bytesOf(source) {
    if (source.startsWith("base64:")) return unzipped(decoded(source.slice(7)));
    return unzipped(new Uint8Array(await (await answered(source)).arrayBuffer()));
  }

  /* Where the browser keeps files for us; null where it does not let us. */
  async function cupboard() {
    try {
      return await caches.open("dateline");
    } catch (error) {
      return null;
    }
  }

  /* An address always has the same content. Large files a browser does not keep by itself, so we
     ask it to; the one from before goes. */
  async function answered(source) {
    const kept = source.endsWith(".bin.gz") ? await cupboard() : null;
    const before = kept && await kept.match(source);
    if (before) return before;
    const answer = await fetch(source, { cache: "force-cache" });
    if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
    if (kept) keep(kept, source, answer.clone());
    return answer;
  }

  async function keep(kept, source, answer) {
    try {
      for (const old of await kept.keys()) await kept.delete(old);
      await kept.put(source, answer);
    } catch (error) {
      console.info(`events: not kept by the browser (${error.message})`);
    }
  }

  function columns(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    if (view.getUint32(0) !== 0x444c5031) throw new Error("this is no file of packed events");
    const length = view.getUint32(4, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    const found = {};
    let at = 8 + length;
    for (const [name, width, count] of header.columns) {
      found[name] = joined(bytes, at, width, count);
      at += width * count;
    }
    return { header, found };
  }

  /* Planes, lowest bytes first, to numbers. */
  function joined(bytes, at, width, count) {
    if (width === 1) return bytes.slice(at, at + count);
    const values = width === 2 ? new Uint16Array(count) : new Uint32Array(count);
    for (let plane = 0; plane < width; plane++, at += count) {
      const shift = 8 * plane;
      for (let i = 0; i < count; i++) values[i] |= bytes[at + i] << shift;
    }
    return values;
  }

  /* Row at which each day begins, and how long the longest event of each day is. */
  function days(dayRows, span, long) {
    const begins = new Uint32Array(dayRows.length + 1);
    const longest = new Uint32Array(dayRows.length);
    for (let day = 0, row = 0; day < dayRows.length; day++) {
      for (const end = row + dayRows[day]; row < end; row++) {
        const days = span[row] === LONG ? long.get(row) : span[row];
        if (days > longest[day]) longest[day] = days;
      }
      begins[day + 1] = row;
    }
    return { begins, longest };
  }

  /* Middles of whole units as shares of the world. */
  function shares(whole, bits) {
    const scale = 1 / 2 ** bits;
    const found = new Float64Array(whole.length);
    for (let i = 0; i < whole.length; i++) found[i] = (whole[i] + 0.5) * scale;
    return found;
  }

  function events(bytes) {
    const { header, found } = columns(bytes);
    const long = new Map();
    found.long_row.forEach((row, i) => long.set(row, found.long_span[i]));
    return {
      rows: header.rows, start: header.start, kinds: header.kinds, dead: header.deaths,
      levels: header.levels, wholeCountry: header.whole_country, unplaced: header.unplaced,
      spot: found.spot, kind: found.kind, deaths: found.deaths, span: found.span, long,
      spots: found.x.length,
      x: shares(found.x, header.bits), y: shares(found.y, header.bits),
      level: found.level, radius: found.radius,
      ...days(found.day_rows, found.span, long),
    };
  }

  /* A place that outlives this frame, where there is one. */
  function shelf(name) {
    let page = window;
    try {
      page = window.parent.document ? window.parent : window;
    } catch (error) {
      /* the page around us is another's */
    }
    page.datelineFiles = page.datelineFiles || {};
    page.datelineFiles[name] = page.datelineFiles[name] || new Map();
    return page.datelineFiles[name];
  }

  /* The content of `source`, made by `make` once; the ones used last are kept. */
  function fetched(source, files, make) {
    const coming = files.get(source) || bytesOf(source).then(make);
    files.delete(source);
    files.set(source, coming);
    coming.catch(() => files.delete(source));
    for (const name of [...files.keys()].slice(0, -KEPT)) files.delete(name);
    return coming;
  }

  const load = (source) => fetched(source, shelf("events"), events);
  const bits = (source) => fetched(source, shelf("bits"), (bytes) => bytes);

  dateline.packed = { load, bits, decoded };
})();
