import { describe, expect } from 'vitest';
import { createSensorproClient, SensorproError } from '../../src/clients/index.ts';
import { type SessionHandle, startUnderstudy } from '../../src/index.ts';
import { createTest, test } from '../../src/vitest/index.ts';

const seeded = createTest({ seed: 7, rateLimits: true });

/** The first id that a session draws. */
async function firstToken({ url, credentials }: SessionHandle): Promise<string> {
  const { api_key, organization, user, password } = credentials.sensorpro;
  const reply = await fetch(`${url('sensorpro')}/auth/sys/signin`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-apikey': api_key },
    body: JSON.stringify({ Organization: organization, User: user, Password: password }),
  });
  return Object(await reply.json()).Token;
}

seeded('starts the server with the options of its test', async ({ session }) => {
  await using other = await startUnderstudy({ seed: 7 });
  expect(await firstToken(session)).toBe(await firstToken(other.session()));
});

test('two tests made with other options have servers of their own', async ({ session }) => {
  await using other = await startUnderstudy({ seed: 7 });
  expect(await firstToken(session)).not.toBe(await firstToken(other.session()));
});

describe('a session ends with its test', () => {
  let earlier: SessionHandle | undefined;
  let server = '';

  test('the first leaves something behind', async ({ session, understudy }) => {
    await firstToken(session);
    [earlier, server] = [session, understudy.url];
    expect(session).toHaveReceived('sensorpro/sign-in');
  });

  test('the second finds nothing of it, on the same server', ({ session, understudy }) => {
    expect(understudy.url).toBe(server);
    expect(session.id).not.toBe(earlier?.id);
    expect(earlier?.requests()).toEqual([]);
  });
});

test('a client of the project sees the session it was pointed at', async ({ session }) => {
  const { api_key, organization, user } = session.credentials.sensorpro;
  const client = createSensorproClient({
    baseUrl: session.url('sensorpro'),
    apiKey: api_key,
    organization,
    user,
    password: 'wrong',
  });
  await expect(client.signIn()).rejects.toThrow(SensorproError);
  expect(session).toHaveReceived('sensorpro/sign-in', { times: 1, rule: 'sensorpro/signin-refused' });
});
