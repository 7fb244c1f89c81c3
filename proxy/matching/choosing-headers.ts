/** Headers by which an API chooses what it answers, beside the type of the body. */
export const choosingHeaders = [
  'accept',
  'accept-language',
  'content-language',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'prefer',
  'range',
];

/** Whether a header asks for nothing special: every client has other words for it. */
export function asksForAnything(name: string, value: string): boolean {
  if (name === 'accept') return likedMost(value).some((range) => anyTypes.has(range));
  return name === 'accept-language' && value.trim() === '*';
}

const anyTypes: ReadonlySet<string> = new Set(['*/*', 'application/*', 'application/json']);

/** What an `Accept` prefers over all else (RFC 9110, section 12.5.1): with `text/csv` before `q=0.1` for the rest a table is asked for. */
function likedMost(accept: string): string[] {
  const ranges = accept.split(',').map((range) => {
    const [type = '', ...parameters] = parts(range);
    const weight = parameters.find((each) => /^q=/i.test(each));
    const others = parameters.filter((each) => each !== weight && !isPlainCharset(each));
    return { range: [type.toLowerCase(), ...others].join(';'), weight: weight ? Number(weight.slice(2)) || 0 : 1 };
  });
  // A browser asks for a page first, whatever it is going to take.
  const isOpen = ranges.some(({ range }) => anyTypes.has(range));
  const counting = isOpen ? ranges.filter(({ range }) => range !== 'text/html') : ranges;
  const most = Math.max(...counting.map(({ weight }) => weight));
  return counting.flatMap(({ range, weight }) => (weight === most ? [range] : []));
}

/** A media type as it is compared: a version in it chooses the reply, a charset that is usual anyway and a boundary do not. */
export function plainType(value: string): string {
  const [type = '', ...parameters] = parts(value);
  const counting = parameters.filter((each) => !isPlainCharset(each) && !/^boundary=/i.test(each));
  return [type.toLowerCase(), ...counting.sort()].join(';');
}

function parts(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part, index) => index === 0 || part !== '');
}

function isPlainCharset(parameter: string): boolean {
  return /^charset="?(?:utf-?8|us-ascii)"?$/i.test(parameter);
}
