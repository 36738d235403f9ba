/* A filter and a view in, groups of events out: from the packed file, or from cells that the server
   has counted. Both answer alike, so what draws them need not know.

   A view is {zoom, box, world}, in pixels of the world at that zoom. A group is {cells, spot, x, y,
   count, slots, area, wide, level}; `slots` holds events by family and state. */
(function () {
  "use strict";
  const dateline = (window.dateline = window.dateline || {});
  const { STATES, hold, count, cells, place, tell } = dateline.counting;
  const CELL = 56; // px of a cell
  const NEAR = 44; // px between two discs below which they are one
  const FEW = 1500; // events in view up to which cells and distances are half as large
  const EQUATOR = 40075.0167; // km

  /* Pixels of so many km at this height of the world. */
  function pixels(km, y, world) {
    return (km * world * Math.cosh(Math.PI * (1 - (2 * y) / world))) / EQUATOR;
  }

  /* The same place in the copy of the world that the box shows. */
  function copy(x, box, world, slack) {
    return x + Math.ceil((box.left - slack - x) / world) * world;
  }

  /* Groups nearer than `near(group)` pixels to a larger one join it; that one's place stays. */
  function merge(groups, near) {
    const buckets = new Map();
    const side = 64;
    const kept = [];
    for (const group of groups) {
      const reach = near(group);
      const found = nearest(buckets, side, group, reach);
      if (found) {
        found.count += group.count;
        found.cells.push(...group.cells);
        found.slots = found.slots.map((number, i) => number + group.slots[i]);
        continue;
      }
      kept.push(group);
      const key = `${Math.floor(group.x / side)} ${Math.floor(group.y / side)}`;
      buckets.set(key, [...(buckets.get(key) || []), group]);
    }
    return kept;
  }

  function nearest(buckets, side, { x, y }, reach) {
    const steps = Math.ceil(reach / side);
    const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
    let [best, least] = [null, reach];
    for (let i = -steps; i <= steps; i++) {
      for (let j = -steps; j <= steps; j++) {
        for (const other of buckets.get(`${column + i} ${row + j}`) || []) {
          const far = Math.hypot(other.x - x, other.y - y);
          if (far < least) [best, least] = [other, far];
        }
      }
    }
    return best;
  }

  /* Discs and areas never join each other; a wide area keeps others further away. */
  function joined(groups, near) {
    return [
      ...merge(groups.filter((group) => !group.area), () => near),
      ...merge(groups.filter((group) => group.area),
        (group) => Math.min(Math.max(group.wide, NEAR), 140)),
    ];
  }

  class FromEvents {
    constructor(events) {
      this.events = events;
      this.few = false;
      this.holds = new Map();
    }

    /* The filter as the counting wants it; families have the numbers of `names`. */
    choose({ first, last, when, bits, hidden }, names) {
      const other = names.length - 1;
      const at = new Map(names.map((name, i) => [name, i]));
      const families = this.events.kinds.map(([family]) => at.get(family) ?? other);
      return { first, last, when, bits,
        off: Uint8Array.from(families, (family) => hidden.has(names[family])),
        slot: Uint8Array.from(this.events.kinds, ([, , settled], i) =>
          families[i] * STATES + (settled ? 0 : 2)) };
    }

    groups(filter, names, view) {
      const chosen = this.choose(filter, names);
      const look = (few) => {
        const held = this.held(view, few ? CELL / 2 : CELL, names.length);
        const total = count(this.events, chosen, held);
        return { few, held, total };
      };
      let found = look(this.few);
      if (found.few !== found.total <= FEW) found = look(!found.few);
      this.few = found.few;
      const { held, total } = found;
      const groups = cells(held).map((group) => this.placed(group, held));
      return { total, groups: joined(groups, this.few ? NEAR * 0.6 : NEAR),
        points: (each) => this.points(held, each),
        tell: (group) => tell(this.events, chosen, held, group.cells, group.spot),
        place: (group) => ({ zoom: held.zoom, size: held.size, area: group.area,
          cells: group.cells.map((cell) => place(held, cell)) }) };
    }

    /* What of a view depends on no filter is made once. */
    held(view, size, families) {
      const { left, top, right, bottom } = view.box;
      const key = [view.zoom, left, top, right, bottom, families].join();
      if (this.key !== key) this.holds.clear();
      this.key = key;
      if (!this.holds.has(size)) {
        this.holds.set(size, hold(this.events, view.zoom, size, view.box, families));
      }
      return this.holds.get(size);
    }

    placed(group, { world, box, size }) {
      const { spot } = group;
      const { x, y, radius, level, levels } = this.events;
      group.x = copy(x[spot] * world, box, world, size);
      group.y = y[spot] * world;
      group.km = radius[spot];
      group.wide = pixels(group.km, group.y, world);
      group.level = levels[level[spot]];
      return group;
    }

    /* Every spot of a point that has events, with its number. */
    points({ bySpot, cellOf, plain, world, box, size }, each) {
      const { x, y } = this.events;
      for (let spot = 0; spot < bySpot.length; spot++) {
        if (bySpot[spot] && cellOf[spot] < plain) {
          each(copy(x[spot] * world, box, world, size), y[spot] * world, bySpot[spot]);
        }
      }
    }
  }

  /* What the server counted for a view of its own; it is asked anew after each move. */
  class FromCells {
    constructor(counted) {
      this.counted = counted;
    }

    groups({ hidden }, names, { world, box }) {
      const { zoom, size, rows } = this.counted;
      const groups = rows.flatMap((row, spot) => {
        const slots = names.flatMap((name, i) => [hidden.has(name) ? 0 : row.families[i] || 0, 0, 0]);
        const number = slots.reduce((sum, one) => sum + one, 0);
        const [x, y] = [copy(row.x * world, box, world, size), row.y * world];
        const inside = x <= box.right + size && y >= box.top - size && y <= box.bottom + size;
        return number && inside ? [{ cells: [spot], spot, x, y, slots, count: number, area: row.area,
          km: row.km, wide: pixels(row.km, y, world), level: row.level }] : [];
      }).sort((a, b) => b.count - a.count || a.spot - b.spot);
      const total = groups.reduce((sum, group) => sum + group.count, 0);
      const found = joined(groups, NEAR);
      return { total, groups: found,
        points: (each) => groups.forEach((one) => one.area || each(one.x, one.y, one.count)),
        tell: (group) => this.told(group.cells.map((spot) => rows[spot])),
        place: (group) => ({ zoom, size, area: group.area,
          cells: group.cells.map((spot) => rows[spot].cell) }) };
    }

    told(rows) {
      const sum = (name) => rows.reduce((total, row) => total + (row[name] || 0), 0);
      const days = (name, pick) => rows.reduce(
        (day, row) => row[name] === null ? day : day === null ? row[name] : pick(day, row[name]), null);
      return { low: sum("low"), best: sum("best"), high: sum("high"), row: -1, types: new Map(),
        known: rows.filter((row) => row.best !== null).length,
        first: days("first", Math.min), last: days("last", Math.max) };
    }
  }

  dateline.sources = { FromEvents, FromCells, pixels, EQUATOR };
})();
