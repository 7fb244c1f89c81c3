import fc from 'fast-check';
import LIVR from 'livr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUnderstudy, type Understudy } from '../../src/index.ts';
import { isJsonObject } from '../../src/kit/protocols/json.ts';

let understudy: Understudy;
beforeAll(async () => {
  understudy = await startUnderstudy();
});
afterAll(() => understudy.close());

/** Leeloo's rules in LIVR's words. A phone has none: what is no valid one is dropped, as the document says. */
const id = { like: '^[0-9a-fA-F]{24}$' };
const validator = new LIVR.Validator({
  data: ['required', 'not_empty_list', { list_of_objects: { email: ['required', 'email'], name: 'string' } }],
  connection_id: ['required', id],
  tags: id,
});

/** What LIVR says of a body, by the path of the field; empty when it has nothing to say. */
function livrErrors(body: unknown): Record<string, string> {
  if (validator.validate(body)) return {};
  return Object.fromEntries(flat(validator.getErrors() ?? {}, []));
}

function flat(errors: unknown, path: readonly (string | number)[]): [string, string][] {
  if (typeof errors === 'string') return [[path.join('/'), errors]];
  if (Array.isArray(errors)) return errors.flatMap((each, index) => flat(each, [...path, index]));
  return isJsonObject(errors) ? Object.entries(errors).flatMap(([name, each]) => flat(each, [...path, name])) : [];
}

/** The fields that the mock calls malformed. */
async function mockErrors(body: unknown): Promise<unknown> {
  const { token } = understudy.session('livr').credentials.leeloo;
  const reply = await understudy.fetch(
    new Request(`${understudy.url}/~livr/leeloo/api/v2/accounts/email`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Leeloo-AuthToken': token },
      body: JSON.stringify(body),
    }),
  );
  const { error = {} } = (await reply.json()) as {
    readonly error?: { readonly code?: string; readonly fields?: unknown };
  };
  return error.code === 'FORMAT_ERROR' ? error.fields : {};
}

const odd = fc.constantFrom<unknown>(null, '', 5, 0, -1.5, 1e21, true, false, {}, { a: 1 }, [], ['x'], [[]], ' ', 'é');
const ids = fc.constantFrom(
  '5cfa283a2e9096000b440d51',
  '5CFA283A2E9096000B440D51',
  '5cfa283a2e9096000b440d510',
  '5cfa283a2e9096000b440d5',
  '5cfa283a2e9096000b440d5g',
  '5cfa283a2e9096000b440d51\n',
);
const emails = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a@b.cd', 'Robin.Hood@sherwood.example', '"a b"@c.de', 'a@[1.2.3.4]') },
  fc.emailAddress(),
  fc.constantFrom(
    'a@b',
    'a@b.c',
    'a@b.cd',
    'a@b_c.de',
    'a@@b.de',
    '"a b"@c.de',
    '"a@b"@c.de',
    'a@[1.2.3.4]',
    'a.@b.de',
  ),
  fc.constantFrom(
    'a@[1.2.3.4',
    'a b@c.de',
    'a@b.de ',
    'ä@b.de',
    'a@ä.de',
    'a@xn--p1ai.de',
    'a@b.xn--p1ai',
    '"\n"@b.de',
  ),
  fc
    .array(fc.constantFrom('a', '@', '.', '_', '-', '"', ' ', '[', ']', '1', 'de', '\\'), { maxLength: 9 })
    .map((parts) => parts.join('')),
);
const item = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      { email: fc.oneof({ weight: 5, arbitrary: emails }, odd), name: fc.oneof(fc.string(), odd), phone: odd },
      { requiredKeys: [] },
    ),
  },
  odd,
);
const body = fc.record(
  {
    data: fc.oneof({ weight: 5, arbitrary: fc.array(item, { maxLength: 3 }) }, odd),
    connection_id: fc.oneof({ weight: 6, arbitrary: fc.constant('5cfa283a2e9096000b440d51') }, ids, odd, fc.string()),
    tags: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, ids, odd, fc.string()),
  },
  { requiredKeys: ['connection_id'] },
);

test('the mock calls malformed what LIVR does, in its words, over thousands of bodies', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const errors = livrErrors(structuredClone(sent));
      if (Object.keys(errors).length > 0) refused += 1;
      expect(await mockErrors(sent)).toEqual(errors);
    }),
    { numRuns: 4_000, seed: 1 },
  );
  // Neither all nor none of them are malformed.
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(3_900);
});
