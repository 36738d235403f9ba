// Days, as whole numbers counted from 1 January 1970 in UTC, and how we write and count them.
// A range or a bin holds both its first and its last day.

const DAY = 86_400_000; // ms
const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const utc = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const spoken = utc({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function toDay(iso) {
  return Date.parse(iso) / DAY;
}

function toIso(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}

function same(one, other) {
  return Boolean(one && other) && one[0] === other[0] && one[1] === other[1];
}

function parts(day) {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
}

// "6 Jan 2020", "6–8 Jan 2020", "30 Jan – 2 Feb 2020", "30 Dec 2019 – 2 Jan 2020"
function words([first, last]) {
  const [year, month, date] = parts(first);
  const [lastYear, lastMonth, lastDate] = parts(last);
  const end = `${lastDate} ${MONTHS[lastMonth]} ${lastYear}`;
  if (first === last) return end;
  if (year !== lastYear) return `${date} ${MONTHS[month]} ${year} – ${end}`;
  return month === lastMonth ? `${date}–${end}` : `${date} ${MONTHS[month]} – ${end}`;
}

function count(amount) {
  return amount > 0 && amount < 0.05 ? "<0.1" : number.format(amount);
}

function events(amount) {
  return `${count(amount)} ${count(amount) === "1" ? "event" : "events"}`;
}

// The axis: the finest of these steps whose labels have room.
const ROOM = 46; // px from label to label
const STEPS = [
  ...[1, 2, 7, 14].map((days) => ({ days })),
  ...[1, 2, 3, 6].map((months) => ({ days: months * 30.4, months })),
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => ({ days: years * 365.2, years })),
];

function ticks([from, to], width) {
  const room = width / (to + 1 - from);
  const step = STEPS.find(({ days }) => days * room >= ROOM) ?? STEPS.at(-1);
  const found = [];
  let shown = ["", ""]; // year and month the last label was in
  for (let day = from; day <= to; day += 1) {
    const [year, month, date] = parts(day);
    if (!falls(step, year, month, date)) continue;
    found.push({ day, label: name(step, year, month, date, shown), middle: step.days === 1 });
    shown = [year, month];
  }
  return found.length ? found : [{ day: from, label: words([from, from]), middle: from === to }];
}

function falls({ days, months, years }, year, month, date) {
  if (years) return date === 1 && month === 0 && year % years === 0;
  if (months) return date === 1 && month % months === 0;
  return (date - 1) % days === 0 && date <= 31 - Math.floor(days / 2);
}

function name({ months, years }, year, month, date, shown) {
  if (years) return `${year}`;
  const dated = shown[0] === year ? MONTHS[month] : `${MONTHS[month]} ${year}`;
  if (months) return dated;
  return shown[0] === year && shown[1] === month ? `${date}` : `${date} ${dated}`;
}
