/** Bodies of any size that take as long as can be for their size, by what they are full of. */
export interface Shape {
  readonly type: string;
  /** So many bytes, or a few less. */
  of(bytes: number): string;
}

const json = (of: Shape['of']): Shape => ({ type: 'application/json', of });
const text = (of: Shape['of']): Shape => ({ type: 'text/plain', of });
const form = (of: Shape['of']): Shape => ({ type: 'application/x-www-form-urlencoded', of });

/** As many parts as fit. */
function fill(bytes: number, part: (index: number) => string): string {
  const parts: string[] = [];
  let left = bytes;
  for (let index = 0; left > 0; index += 1) {
    const made = part(index);
    left -= made.length;
    if (left >= 0) parts.push(made);
  }
  return parts.join('');
}

function list(bytes: number, item: (index: number) => string): string {
  return `[${fill(bytes - 3, (index) => `${item(index)},`)}0]`;
}

/** Text that no other number has, of twelve letters and digits. */
function token(index: number): string {
  return ((BigInt(index + 7) * 0x9e3779b97f4a7c15n) % 2n ** 62n).toString(36).padStart(12, 'q').slice(0, 12);
}

function hexKey(index: number): string {
  return ((BigInt(index + 7) * 0x9e3779b97f4a7c15n) % 2n ** 64n).toString(16).padStart(16, '0').repeat(2);
}

/** What redaction puts for a token. */
function placeholder(index: number): string {
  return `Redacted.Token.5ec2e7${String(index + 1).padStart(12, '0')}`;
}

/** As many secrets as an exchange may have, the text of each in what follows. */
function echoed(bytes: number, secret: (index: number) => string): string {
  const members = Array.from({ length: Math.min(4_900, bytes / 80) }, (_, index) => `{"token":"${secret(index)}"}`);
  const secrets = `[${members.join(',')}]`;
  return `{"a":${secrets},"b":${list(bytes - secrets.length - 12, (index) => `"${secret(index % 5_000)}"`)}}`;
}

/** JSON in a text of JSON, as often as it fits. */
function nested(bytes: number): string {
  let inner = 'x'.repeat(bytes / 4);
  for (let depth = 0; ; depth += 1) {
    const outer = `{"password":"secret${depth}","body":${JSON.stringify(inner)}}`;
    if (outer.length > bytes) return inner;
    inner = outer;
  }
}

const deepest = 250;

/** Each by what it is made of. */
export const shapes: Readonly<Record<string, Shape>> = {
  'short pairs': text((bytes) => fill(bytes, (index) => `password=a${index};`)),
  'pairs of tokens': text((bytes) => fill(bytes, (index) => `token=${token(index)};`)),
  'pairs of placeholders': text((bytes) => fill(bytes, (index) => `token=${placeholder(index)};`)),
  'short members': json((bytes) => list(bytes, (index) => `{"password":"v${index}"}`)),
  'members of one name': json((bytes) => `{${fill(bytes - 9, (index) => `"password":"v${index}",`)}"a":0}`),
  'placeholders in members': json((bytes) => list(bytes, (index) => `{"token":"${placeholder(index)}"}`)),
  'placeholders in texts': json(
    (bytes) =>
      `{"a":${list(bytes / 2, (index) => `{"token":"${placeholder(index)}"}`)},"b":${list(bytes / 2 - 20, (index) => `"${placeholder(index)}"`)}}`,
  ),
  'echoed tokens': json((bytes) => echoed(bytes, token)),
  'secrets that begin alike': json((bytes) => echoed(bytes, (index) => `${'a'.repeat(12 + (index % 8))}${index}`)),
  'texts that begin like a secret': json(
    (bytes) => `{"password":"${'a'.repeat(60)}b","b":"${'a'.repeat(bytes - 99)}"}`,
  ),
  'named values': json((bytes) => list(bytes, (index) => `{"name":"authorization","value":"${placeholder(index)}"}`)),
  'quoted JSON': json((bytes) => list(bytes, (index) => JSON.stringify(`{"password":"v${index}"}`))),
  'quoted JSON without an end': json((bytes) => list(bytes, (index) => JSON.stringify(`{"password":"v${index}"`))),
  'JSON quoted in JSON': json(nested),
  'many names': json((bytes) => `{${fill(bytes - 9, (index) => `"k${index}":${index % 10},`)}"a":0}`),
  'a long name': json((bytes) => `{"${'a'.repeat(bytes / 2)}":${list(bytes / 2 - 10, () => '1')}}`),
  numbers: json((bytes) => list(bytes, () => '1')),
  exponents: json((bytes) => list(bytes, () => '1e9')),
  'keys of 32 digits': json((bytes) => {
    const keys = fill(Math.min(bytes - 99, 150_000), (index) => `${hexKey(index)} `);
    return `{"a":"${keys}","b":"${'0a'.repeat((bytes - keys.length - 20) / 2)}"}`;
  }),
  'a deep list': json(
    (bytes) => `${'['.repeat(deepest)}${fill(bytes - 2 * deepest - 1, () => '1,')}1${']'.repeat(deepest)}`,
  ),
  'a deep object': json(
    (bytes) => `${'{"a":'.repeat(deepest)}[${fill(bytes - 6 * deepest - 4, () => '1,')}1]${'}'.repeat(deepest)}`,
  ),
  'deep objects': json((bytes) => list(bytes, () => `${'{"a":'.repeat(deepest - 2)}1${'}'.repeat(deepest - 2)}`)),
  'a list deeper than JSON may be': json((bytes) => `${'['.repeat(1_500)}${fill(bytes - 1_500, () => '"a",')}`),
  'brackets that never close': json((bytes) => '['.repeat(bytes)),
  'nearly JSON': json((bytes) => `{${fill(bytes, (index) => `"password":"v${index}" `)}`),
  'nearly a list': json((bytes) => `[${fill(bytes - 1, () => '"a",')}`),
  'one text': json((bytes) => `{"a":"${'x'.repeat(bytes - 9)}"}`),
  'one secret': json((bytes) => `{"password":"${'x'.repeat(bytes - 20)}"}`),
  'a secret of quotes': json((bytes) => `{"password":"${'\\"'.repeat(bytes / 2 - 10)}"}`),
  'a secret of escapes': json((bytes) => `{"password":"${'\\u0001'.repeat(bytes / 6 - 10)}"}`),
  base64: text((bytes) => Buffer.from(fill(bytes * 0.75, token)).toString('base64')),
  'percent signs': text((bytes) => '%25'.repeat(bytes / 3)),
  'backslashes and quotes': text((bytes) => 'password="\\'.repeat(bytes / 11)),
  'names without values': text((bytes) => 'password="email="'.repeat(bytes / 17)),
  'words like a placeholder': text((bytes) => `token=abcdefgh; ${'redacted.'.repeat(bytes / 9 - 2)}`),
  bearers: text((bytes) => 'bearer '.repeat(bytes / 7)),
  'short fields of a form': form((bytes) => fill(bytes, (index) => `password=v${index}&`)),
  'placeholders in a form': form((bytes) => fill(bytes, (index) => `token=${placeholder(index)}&`)),
  'fields of nothing': form((bytes) => '&'.repeat(bytes)),
  'parts of a form': {
    type: 'multipart/form-data; boundary=b',
    of: (bytes) =>
      fill(bytes, (index) => `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nv${index}\r\n`),
  },
  'named lists in lists': json((bytes) => {
    const depth = deepest / 2;
    const before = fill(depth * 30, (index) => `[{"name":"${index % 2 === 0 ? 'email' : 'password'}","value":`);
    const opened = before.split('[').length - 1;
    return `${before}${list(bytes - before.length - 2 * opened, (index) => `"v${index}"`)}${'}]'.repeat(opened)}`;
  }),
  'elements without an end': { type: 'application/xml', of: (bytes) => '<password>'.repeat(bytes / 10) },
  'elements in elements': {
    type: 'application/xml',
    of: (bytes) => `${'<password>'.repeat(bytes / 21)}${'</password>'.repeat(bytes / 21)}`,
  },
  'addresses with passwords': text((bytes) => fill(bytes, (index) => `a://b:c${index}@d `)),
  'personal addresses': json((bytes) => list(bytes, (index) => `{"email":"a://b:c${index}@d token=x"}`)),
  'entities in a form': form((bytes) => fill(bytes, () => 'a=&#x70;&#x61;')),
  elements: {
    type: 'application/xml',
    of: (bytes) => `<a>${fill(bytes - 7, (index) => `<password>v${index}</password>`)}</a>`,
  },
};
