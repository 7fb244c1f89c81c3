import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWatched, type Watched } from '../../src/provider-tests/probe.ts';
import { expectOwnReply, isRefusal } from '../../src/provider-tests/provider-replies.ts';
import { send } from '../../src/provider-tests/send.ts';
import { sendTo, storedState, validCall, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { mocks, providers } from '../support/providers.ts';
import { naughtyStrings, type Place, textPlaces, textsIn, withValueAt } from './naughty-strings.ts';
import '../../src/provider-tests/to-be-none.ts';

let watched: Watched;
beforeAll(async () => {
  watched = await startWatched();
});
afterAll(() => watched[Symbol.asyncDispose]());

/** Members that take any text. */
const isName = (place: Place) =>
  /^(data\.0\.name|(params\.1\.)?((first|last).?name|company_name|city|street|zip_code|phone))$/i.test(place.join('.'));
const isEmail = (place: Place) => /^(email|user)$/i.test(`${place.at(-1)}`);

/** Calls that store something, each with the places of the texts in its body. */
const calls = providers.flatMap((provider) =>
  validCalls(provider)
    .filter(({ operation: { name } }) => /^(create|add)-/.test(name))
    .map((call) => {
      const places = textPlaces(JSON.parse(call.body(0)));
      return [`${provider.name}/${call.operation.name}`, provider, call, places] as const;
    }),
);

/** Reads back through a provider what it stored, where it has an operation for that. */
const readBack: Readonly<Record<string, (session: string) => Promise<string[]>>> = {
  async leadconnector(session) {
    const { leadconnector } = mocks;
    const { method, headers } = validCall(leadconnector, 'get-user');
    const texts: string[] = [];
    for (const { id } of watched.understudy.session(session).state('leadconnector').users) {
      const reply = await sendTo(watched.understudy, session, leadconnector, { method, headers, path: `/users/${id}` });
      texts.push(...textsIn(reply.json()));
    }
    return texts;
  },
  async getresponse(session) {
    const call = validCall(mocks.getresponse, 'get-accounts');
    const reply = await sendTo(watched.understudy, session, mocks.getresponse, { ...call, body: call.body(1) });
    return textsIn(reply.json());
  },
};

describe.each(calls)('%s', (name, provider, call, places) => {
  const names = places.filter(isName);
  const session = name.replace('/', '-');

  /** Sends a body for each text; gives the texts that were not refused, and all that is stored afterwards. */
  async function create(to: string, bodyOf: (text: string, seed: number) => unknown) {
    const { method, path, headers, operation } = call;
    const taken: string[] = [];
    for (const [seed, text] of naughtyStrings.entries()) {
      const reply = await sendTo(watched.understudy, to, provider, { method, path, headers, body: bodyOf(text, seed) });
      expectOwnReply(provider, operation, reply);
      if (!isRefusal(provider, operation, reply)) taken.push(text);
    }
    expect(watched.complaints).toEqual([]);
    return { taken, stored: new Set(textsIn(JSON.parse(await storedState(watched.understudy, to, provider)))) };
  }

  const placed = (seed: number, where: readonly Place[], text: string) =>
    where.reduce<unknown>((body, place) => withValueAt(body, place, text), JSON.parse(call.body(seed)));

  // Some calls take no name.
  const testOfNames = names.length > 0 ? test : () => {};
  testOfNames('every string is stored and read back as a name, without a change', async () => {
    const { taken, stored } = await create(session, (text, seed) => placed(seed, names, text));
    const sent = naughtyStrings.filter((text) => text !== '');
    expect(sent.filter((text) => !taken.includes(text) || !stored.has(text))).toBeNone(
      `${provider.name} must take any text as a name, and store it as it came.`,
    );
    const read = new Set(await readBack[provider.name]?.(session));
    if (read.size > 0) expect(sent.filter((text) => !read.has(text))).toBeNone('These are read back changed.');
    const shown = new Set(
      textsIn(
        watched.understudy
          .session(session)
          .requests()
          .map(({ request }) => request.body),
      ),
    );
    expect(sent.filter((text) => !shown.has(text))).toBeNone('The journal must show these as they came.');
  });

  test('every string is stored without a change within an email, or refused', async () => {
    const emails = places.filter(isEmail);
    const emailOf = (text: string) => `${text}-${naughtyStrings.indexOf(text)}@naughty.example`;
    const { taken, stored } = await create(`${session}-email`, (text, seed) => placed(seed, emails, emailOf(text)));
    expect(taken.length).toBeGreaterThan(10);
    expect(taken.filter((text) => !stored.has(emailOf(text)))).toBeNone(
      `${provider.name} took these in an email, and must store them as they came.`,
    );
  });

  // The others are passwords, tags, ids and words of lists; each gets its share.
  test('every string is refused, or taken, in the place of a password, a tag or an id', async () => {
    const others = places.filter((place) => !isName(place) && !isEmail(place));
    await create(`${session}-other`, (text, seed) =>
      placed(seed, others.slice(seed % others.length).slice(0, 1), text),
    );
  });
});

/** A text as the bytes of a header, in which neither controls nor white space at the ends are allowed. */
function asHeader(text: string): string {
  const isAllowed = (byte: number) => byte >= 0x20 && byte !== 0x7f;
  return Buffer.from(Buffer.from(text).filter(isAllowed)).toString('latin1').trim();
}

test.each(providers.map((provider) => [provider.name, provider] as const))(
  '%s answers to every string in a path, a query and headers in its own form',
  async (name, provider) => {
    const call = validCalls(provider).find(({ path }) => path.length > 1) ?? validCalls(provider)[0];
    if (!call) throw new Error(`Cannot call ${name}: it has no operation.`);
    const session = `${name}-address`;
    for (const text of naughtyStrings) {
      const [part, header] = [encodeURIComponent(text), asHeader(text)];
      const path = `${call.path.slice(0, call.path.lastIndexOf('/'))}/${part}?${part}=${part}&q=${part}`;
      const headers = { ...call.headers, 'x-note': header, 'user-agent': header, accept: header };
      for (const sent of [
        { method: call.method, path, headers },
        {
          method: call.method,
          path: call.path,
          headers: Object.fromEntries(Object.keys(headers).map((key) => [key, header])),
        },
      ]) {
        const reply = await sendTo(watched.understudy, session, provider, { ...sent, body: call.body(1) });
        expectOwnReply(provider, undefined, reply);
      }
    }
    expect(watched.complaints).toEqual([]);
  },
);

test('every string is a session of its own or no session, in the path and in the header', async () => {
  for (const text of naughtyStrings) {
    const isId = /^[\w.-]{1,64}$/.test(text);
    const status = isId ? 200 : 400;
    const inPath = await send(watched.understudy, 'GET', `/~${encodeURIComponent(text)}/_understudy/requests`);
    expect([text, inPath.status]).toEqual([text, status]);
    const headers = { 'x-understudy-session': asHeader(text) };
    const inHeader = await send(watched.understudy, 'GET', '/_understudy/requests', { headers });
    expect([text, inHeader.status]).toEqual([text, /^[\w.-]{1,64}$/.test(asHeader(text)) ? 200 : 400]);
  }
  expect(watched.complaints).toEqual([]);
});
