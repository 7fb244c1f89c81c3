import { expect, test } from 'vitest';
import { startUnderstudy } from '../../src/app/understudy.ts';
import { maxBodyBytes } from '../../src/kit/protocols/http.ts';
import { mutate } from '../../src/provider-tests/json-text.ts';
import { sendTo, validCalls } from '../../src/provider-tests/valid-calls.ts';
import { heldBytes } from '../support/held-bytes.ts';
import { providers } from '../support/providers.ts';

test.each(providers.map((provider) => [provider.name, provider] as const))(
  'the journal holds little of what %s was sent in lists of half a million wrong items',
  async (_name, provider) => {
    await using understudy = await startUnderstudy();
    const { id, requests } = understudy.session();
    const value = `[${'1,'.repeat(maxBodyBytes / 2 - 1_000)}1]`;
    const call = validCalls(provider).find((each) => each.body(1).length > 2);
    if (!call) throw new Error(`Cannot call ${provider.name}: no operation takes a body.`);
    const { method, path, headers } = call;
    const body = mutate(call.body(1), [{ kind: 'retype', at: 1, name: '', value }]);
    const sendLists = async (count: number) => {
      for (let sent = 0; sent < count; sent += 1)
        await sendTo(understudy, id, provider, { method, path, headers, body });
    };
    await sendLists(2);
    const before = heldBytes();
    await sendLists(6);
    expect(heldBytes() - before).toBeLessThan(6 * 524_288);
    expect(requests()).toHaveLength(8);
  },
);
