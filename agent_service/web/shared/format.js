// Money, days and moments as people write them.

const LOCALE = "en-US";
const day = new Intl.DateTimeFormat(LOCALE, { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { weekday: "short", month: "short", day: "numeric", year: "numeric", timeZone: "UTC" });
const momentThere = new Intl.DateTimeFormat(LOCALE, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" });
const moment = new Intl.DateTimeFormat(LOCALE, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit" });

export function money({ amount, currency }) {
  return new Intl.NumberFormat(LOCALE, { style: "currency", currency }).format(amount / 100);
}

/** With its sign: what the total grows or shrinks by. */
export function delta({ amount, currency }) {
  const format = new Intl.NumberFormat(LOCALE, { style: "currency", currency, signDisplay: "exceptZero" });
  return format.format(amount / 100);
}

/** The year is said where it is not this one. */
export function onDay(date) {
  const format = date.slice(0, 4) === String(new Date().getUTCFullYear()) ? day : dayOfYear;
  return format.format(new Date(`${date}T00:00:00Z`));
}

export function at(instant) {
  return moment.format(new Date(instant));
}

/** With the time zone, where another one may be spoken of beside it. */
export function atThere(instant) {
  return momentThere.format(new Date(instant));
}

export function atTime(instant) {
  return clock.format(new Date(instant));
}

/** A label within a sentence. */
export function lowered(label) {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** IN_PRODUCTION → In production */
export function words(name) {
  const text = name.replaceAll("_", " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(number, one, many) {
  return `${number.toLocaleString(LOCALE)} ${number === 1 ? one : many}`;
}
