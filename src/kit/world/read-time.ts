const isoTime = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/**
 * Epoch milliseconds of an ISO 8601 time with its zone, or of the beginning of a day in UTC; `undefined` for anything else,
 * such as 30 February, of which JavaScript makes 2 March.
 */
export function readTime(text: string): number | undefined {
  const [, year, month, day] = isoTime.exec(text) ?? [];
  const isDay = Number(day) >= 1 && Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const time = isDay ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
