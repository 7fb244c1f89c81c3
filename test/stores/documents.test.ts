import { expect, test } from 'vitest';
import { exchangeOf } from '../../src/kit/exchange.ts';
import { knowRequest } from '../../src/kit/known-request.ts';
import { inSession } from '../../src/sessions/in-session.ts';
import { DocumentStore } from '../support/document-store.ts';
import { providers } from '../support/providers.ts';

const settings = { seed: 1, rateLimits: false, digestKey: Buffer.alloc(32), secrets: ['known-t0-the-server'] };

test.each(providers)('what leaves the process of a journal of $name is masked', async (provider) => {
  const store = new DocumentStore(settings);
  const head = { method: 'POST', path: '/', query: 'token=in-the-query', headers: {}, baseUrl: 'http://127.0.0.1/' };
  const body = Buffer.from(JSON.stringify({ password: 'S3cret-new!', note: 'known-t0-the-server', name: 'Robin' }));
  const reply = { status: 200, headers: {}, body: '{"access_token":"given-t0-the-client"}' };
  const known = { ...knowRequest(provider, head, body), operation: 'any' };
  const exchange = exchangeOf({ provider, source: 'upstream', known, head, body, reply, secrets: ['real-cr3dential'] });
  await inSession(store, 'one', ({ journal }) => journal.note(exchange, { at: 0, durationMs: 1 }));
  const text = store.textOf('one');
  expect(text).toContain('Robin');
  for (const secret of ['in-the-query', 'S3cret-new!', 'known-t0-the-server', 'given-t0-the-client'])
    expect(text).not.toContain(secret);
});

test('a step that changes nothing keeps nothing, and meets no conflict', async () => {
  const store = new DocumentStore(settings, { conflictAfter: 0 });
  await inSession(store, 'one', () => undefined);
  const text = store.textOf('one');
  await inSession(store, 'one', ({ clock, journal }) => [clock.now(), journal.entries()]);
  expect([store.textOf('one'), store.conflicts]).toEqual([text, 0]);
});
