/* Packed events and a filter in, counts out: per cell of a grid that is anchored to the world.

   Nothing here draws. A *hold* is what the counting fills for one view: which cell each spot lies
   in, and for each cell its events by family and state. Counts are of whole events, never rounded. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const LONG = 255;
  const STATES = 3; // solid, possible, hollow
  const OUT = 0xffffffff;

  /* Calls `each(from, to, day, state)` for runs of rows; `state` 0: sure to pass, 1: look at it. */
  function runs(events, chosen, each) {
    const { begins, longest, start } = events;
    const days = longest.length;
    const first = chosen.first === null ? 0 : Math.max(0, chosen.first - start);
    const last = chosen.last === null ? days - 1 : Math.min(days - 1, chosen.last - start);
    const possibly = chosen.when !== "certainly";
    for (let day = 0; possibly && day < Math.min(first, days, last + 1); day++) {
      if (day + longest[day] >= first) each(begins[day], begins[day + 1], day, 1);
    }
    for (let day = first, from = first; day <= last; day++) {
      const over = chosen.last !== null && day + longest[day] > chosen.last - start;
      if (over) {
        if (from < day) each(begins[from], begins[day], from, 0);
        each(begins[day], begins[day + 1], day, 1);
        from = day + 1;
      } else if (day === last) each(begins[from], begins[day + 1], from, 0);
    }
    if (chosen.first === null && chosen.last === null && begins[days] < events.rows) {
      each(begins[days], events.rows, -1, 0);
    }
  }

  /* How a row lies to the range: 0 outside, 1 inside, 2 only possibly inside. */
  function lies(events, chosen, row, day) {
    const span = events.span[row];
    const first = day + events.start;
    const last = first + (span === LONG ? events.long.get(row) : span);
    const inside = (chosen.first === null || first >= chosen.first) &&
      (chosen.last === null || last <= chosen.last);
    if (inside) return 1;
    const touches = (chosen.first === null || last >= chosen.first) &&
      (chosen.last === null || first <= chosen.last);
    return touches && chosen.when !== "certainly" ? 2 : 0;
  }

  /* Spots of areas, once for a file. */
  function areas(events) {
    if (!events.areas) {
      const wide = ["district", "province", "region", "sea"];
      const isArea = Uint8Array.from(events.levels, (level) => wide.includes(level));
      events.areas = events.level.map((level) => isArea[level]);
    }
    return events.areas;
  }

  /* Cells of `size` pixels in the box {left, top, right, bottom} in pixels of the world at `zoom`;
     left may be below 0 and right beyond the world: a spot is taken at its copy inside the box. */
  function hold(events, zoom, size, box, families) {
    const world = 256 * 2 ** zoom;
    const across = Math.ceil(world / size); // cells around the world; the last one is narrower
    const west = Math.floor(box.left / world) * across + Math.floor(mod(box.left, world) / size);
    const columns = Math.min(across, Math.ceil((box.right - box.left) / size) + 2);
    const north = Math.floor(box.top / size);
    const rows = Math.ceil((box.bottom - box.top) / size) + 2;
    const plain = columns * rows;
    const area = areas(events);
    const cellOf = new Uint32Array(events.spots).fill(OUT);
    const { x, y } = events;
    for (let spot = 0; spot < events.spots; spot++) {
      const row = Math.floor((y[spot] * world) / size) - north;
      if (row < 0 || row >= rows) continue;
      const column = mod(Math.floor((x[spot] * world) / size) - west, across);
      if (column >= columns) continue;
      cellOf[spot] = row * columns + column + (area[spot] ? plain : 0);
    }
    const slots = families * STATES;
    return { zoom, size, box, world, across, west, north, columns, rows, plain, cellOf, slots,
      bySpot: new Uint32Array(events.spots), grid: new Uint32Array(2 * plain * slots) };
  }

  function mod(value, by) {
    return ((value % by) + by) % by;
  }

  /* Fills the hold with what passes; returns how many events that are. */
  function count(events, chosen, held) {
    const { cellOf, bySpot, grid, slots } = held;
    const { spot, kind, slot } = { ...events, slot: chosen.slot };
    const { bits, off } = chosen;
    bySpot.fill(0);
    grid.fill(0);
    let total = 0;
    runs(events, chosen, (from, to, day, look) => {
      for (let row = from; row < to; row++) {
        const at = spot[row];
        const cell = cellOf[at];
        if (cell === OUT) continue;
        if (bits && !(bits[row >> 3] & (1 << (row & 7)))) continue;
        const what = kind[row];
        if (off[what]) continue;
        let state = 0;
        if (look) {
          const how = lies(events, chosen, row, day);
          if (!how) continue;
          state = how === 2 && slot[what] % STATES === 0 ? 1 : 0;
        }
        bySpot[at] += 1;
        grid[cell * slots + slot[what] + state] += 1;
        total += 1;
      }
    });
    return total;
  }

  /* Groups of the cells that hold something: {cells, spot, count, area, slots}, where `spot` is the one
     with most events, most counted first. */
  function cells({ cellOf, bySpot, grid, slots, plain }) {
    const best = new Int32Array(2 * plain).fill(-1);
    const counts = new Uint32Array(2 * plain);
    for (let spot = 0; spot < bySpot.length; spot++) {
      if (!bySpot[spot]) continue;
      const cell = cellOf[spot];
      counts[cell] += bySpot[spot];
      if (best[cell] < 0 || bySpot[spot] > bySpot[best[cell]]) best[cell] = spot;
    }
    const groups = [];
    counts.forEach((number, cell) => {
      if (!number) return;
      groups.push({ cells: [cell], spot: best[cell], count: number, area: cell >= plain,
        slots: Array.from(grid.subarray(cell * slots, (cell + 1) * slots)) });
    });
    return groups.sort((a, b) => b.count - a.count || a.spot - b.spot);
  }

  /* The cell's number from the west and from the north, as the server counts them. */
  function place(held, cell) {
    const at = cell % held.plain;
    return [mod(held.west + (at % held.columns), held.across),
      held.north + Math.floor(at / held.columns)];
  }

  /* What the card of some cells tells: deaths, days, and the newest row at `spot`. */
  function tell(events, chosen, held, wanted, spot) {
    const inside = new Uint8Array(2 * held.plain);
    for (const cell of wanted) inside[cell] = 1;
    const told = { low: 0, best: 0, high: 0, known: 0, first: null, last: null, row: -1, types: new Map() };
    const { cellOf } = held;
    runs(events, chosen, (from, to, start, look) => {
      let day = start;
      for (let row = from; row < to; row++) {
        const cell = cellOf[events.spot[row]];
        if (cell === OUT || !inside[cell]) continue;
        if (chosen.bits && !(chosen.bits[row >> 3] & (1 << (row & 7)))) continue;
        if (chosen.off[events.kind[row]]) continue;
        while (day >= 0 && events.begins[day + 1] <= row) day += 1;
        if (look && !lies(events, chosen, row, day)) continue;
        add(told, events, row, day);
        if (events.spot[row] === spot) told.row = row;
      }
    });
    return told;
  }

  function add(told, events, row, day) {
    const [low, best, high] = events.dead[events.deaths[row]];
    const some = best ?? low ?? high;
    if (some !== null) {
      told.known += 1;
      told.low += low ?? some;
      told.best += some;
      told.high += high ?? some;
    }
    const type = events.kinds[events.kind[row]][1];
    told.types.set(type, (told.types.get(type) || 0) + 1);
    if (day < 0) return;
    const first = day + events.start;
    const span = events.span[row];
    const last = first + (span === LONG ? events.long.get(row) : span);
    if (told.first === null || first < told.first) told.first = first;
    if (told.last === null || last > told.last) told.last = last;
  }

  dateline.counting = { STATES, hold, count, cells, place, tell };
})();
