/** What peers say of a date, as a TIMEX3 value, which is what the scorer compares. Each gets the benefit of the doubt. */

const two = (number) => String(number).padStart(2, '0');

/** A day of chrono-node: what it is certain of says how fine it is. */
export function componentsValue(start, words) {
  if (/^(?:right )?now$/i.test(words)) return { kind: 'date', value: 'PRESENT_REF' };
  const sure = (component) => start.isCertain(component);
  const [year, month, day] = ['year', 'month', 'day'].map((component) => start.get(component));
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  if (sure('hour')) return { kind: 'time', value: `${date}T${two(start.get('hour'))}:${two(start.get('minute') ?? 0)}` };
  const [, coarse] = /\b(?:last|past|this|next)\s+(week|month|year)$/i.exec(words) ?? [];
  if (coarse) return { kind: 'date', value: atGrain(date, coarse.toLowerCase()) };
  if (sure('day') || sure('weekday')) return { kind: 'date', value: date };
  if (sure('month')) return { kind: 'date', value: date.slice(0, 7) };
  if (sure('year')) return { kind: 'date', value: date.slice(0, 4) };
  return { kind: 'date', value: date };
}

/** A stretch of compromise-dates, by its unit. */
export function spanValue({ start, unit }) {
  if (!start) return { kind: 'date', value: '' };
  if (['time', 'hour', 'minute', 'moment', 'second'].includes(unit)) return { kind: 'time', value: start.slice(0, 16) };
  return { kind: 'date', value: atGrain(start.slice(0, 10), unit) };
}

/** A length of compromise: `{ year: 2, month: 1 }`. */
export function lengthValue(duration = {}) {
  const of = (letters) => Object.entries(letters).map(([unit, letter]) => (duration[unit] ? `${duration[unit]}${letter}` : '')).join('');
  const days = of({ decade: '0Y', year: 'Y', quarter: 'Q', month: 'M', week: 'W', day: 'D' });
  const hours = of({ hour: 'H', minute: 'M', second: 'S' });
  return { kind: 'duration', value: `P${days}${hours && `T${hours}`}` };
}

/** The candidates of Recognizers-Text: of several days the latest that is not after the day of publication. */
export function timexValue(values, published) {
  const past = values.filter(({ value, start }) => (value ?? start ?? '').slice(0, 10) <= published);
  const found = past.at(-1) ?? values[0];
  if (!found) return { kind: 'date', value: '' };
  const { timex = '', type, value = '', start = '' } = found;
  if (/^[A-Z]+_REF$/.test(timex)) return { kind: 'date', value: timex };
  if (type === 'duration' || type === 'set') return { kind: type, value: timex };
  if (type === 'time') return { kind: 'time', value: `${published}${timex}` };
  if (type === 'datetime') return { kind: 'time', value: /^\d{4}/.test(timex) ? timex : value.slice(0, 16).replace(' ', 'T') };
  if (timex.startsWith('(')) return rangeValue(timex, start);
  if (/^\d{4}/.test(timex)) return { kind: 'date', value: timex };
  if (/^XXXX-\d\d$/.test(timex)) return { kind: 'date', value: start.slice(0, 7) };
  if (/^XXXX-(?:SP|SU|FA|WI)$/.test(timex)) return { kind: 'date', value: `${start.slice(0, 4)}${timex.slice(4)}` };
  if (type === 'daterange') return { kind: 'date', value: start.slice(0, 10) };
  return { kind: 'date', value };
}

/** `(2013-07-01,2013-10-01,P3M)`: a quarter is one, any other stretch is as long as it is. */
function rangeValue(timex, start) {
  const length = timex.slice(1, -1).split(',').at(-1);
  const isQuarter = length === 'P3M' && /-(?:01|04|07|10)-01$/.test(start);
  return isQuarter ? { kind: 'date', value: atGrain(start, 'quarter') } : { kind: 'duration', value: length };
}

function atGrain(date, unit) {
  const [year, month] = date.split('-');
  if (unit === 'year') return year;
  if (unit === 'decade') return year.slice(0, 3);
  if (unit === 'century') return year.slice(0, 2);
  if (unit === 'quarter') return `${year}-Q${Math.ceil(month / 3)}`;
  if (unit === 'month') return date.slice(0, 7);
  if (unit === 'season') return `${year}-${['WI', 'SP', 'SU', 'FA'][Math.floor((month % 12) / 3)]}`;
  return unit === 'week' ? isoWeek(date) : date;
}

function isoWeek(date) {
  const thursday = new Date(`${date}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const days = (thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 86_400_000;
  return `${thursday.getUTCFullYear()}-W${two(1 + Math.floor(days / 7))}`;
}
