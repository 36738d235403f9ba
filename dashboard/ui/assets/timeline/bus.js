// Tells whoever draws dates on this page (the map, from its frame) what range is shown, at once:
// Python hears of it as well and says the same later. Days as in days.js; an open end is null.

function tell(range, extent) {
  const bus = (window.datelineBus ??= new EventTarget());
  const [first, last] = range ?? [null, null];
  const now = range && {
    first: first > extent[0] ? first : null,
    last: last < extent[1] ? last : null,
  };
  if (JSON.stringify(now) === JSON.stringify(bus.range ?? null)) return;
  bus.range = now;
  bus.dispatchEvent(new Event("range"));
}
