import { expect, test } from 'vitest';
import {
  ConnectionError,
  createGetResponseClient,
  createLeadConnectorClient,
  createLeelooClient,
  createSensorproClient,
  GetResponseError,
  LeadConnectorError,
  LeelooError,
  NotJsonError,
  RequestTimeoutError,
  SensorproError,
} from '../../src/clients/index.ts';
import { type FaultSpec, type SessionHandle, startUnderstudy } from '../../src/index.ts';

/** How long the clients wait for replies that do not come, in milliseconds. */
const shortWait = 300;

const clients = {
  leeloo: ({ credentials: { leeloo }, url }: SessionHandle, timeoutMs?: number) =>
    createLeelooClient({ baseUrl: url('leeloo'), token: leeloo.token, timeoutMs }).createEmailAccounts({
      data: [{ email: 'revolt@xmpl.net' }],
      connection_id: leeloo.connection_id,
    }),
  getresponse: ({ credentials: { getresponse }, url }: SessionHandle, timeoutMs?: number) =>
    createGetResponseClient({ baseUrl: url('getresponse'), apiKey: getresponse.api_key, timeoutMs }).ping(),
  leadconnector: ({ credentials: { leadconnector }, url }: SessionHandle, timeoutMs?: number) =>
    createLeadConnectorClient({ baseUrl: url('leadconnector'), token: leadconnector.token, timeoutMs }).getUser('1'),
  sensorpro: ({ credentials: { sensorpro }, url }: SessionHandle, timeoutMs?: number) => {
    const { api_key: apiKey, organization, user, password } = sensorpro;
    const baseUrl = url('sensorpro');
    return createSensorproClient({ baseUrl, apiKey, organization, user, password, timeoutMs }).signIn();
  },
};

const refusals = {
  leeloo: LeelooError,
  getresponse: GetResponseError,
  leadconnector: LeadConnectorError,
  sensorpro: SensorproError,
};
const names = ['leeloo', 'getresponse', 'leadconnector', 'sensorpro'] as const;

const transportFaults: readonly (readonly [FaultSpec, new (...args: never[]) => Error])[] = [
  [{ fault: 'latency', ms: 60_000 }, RequestTimeoutError],
  [{ fault: 'timeout' }, RequestTimeoutError],
  [{ fault: 'reset' }, ConnectionError],
  [{ fault: 'truncate', bytes: 5 }, ConnectionError],
  [{ fault: 'malformed' }, NotJsonError],
];

test.each(names)('the client of %s rejects with the error of each fault', async (name) => {
  await using understudy = await startUnderstudy();
  const session = understudy.session();
  const expected = [
    ...transportFaults,
    [{ fault: 'status', status: 503 }, refusals[name]] as const,
    [{ fault: 'rate-limited' }, refusals[name]] as const,
  ];
  for (const [fault, error] of expected) {
    session.fault(name, { ...fault, times: 1 });
    const timeoutMs = error === RequestTimeoutError ? shortWait : undefined;
    await expect(clients[name](session, timeoutMs), fault.fault).rejects.toBeInstanceOf(error);
  }
  expect(session.faults()).toEqual([]);
  expect(session.requests(name).map(({ faults }) => faults)).toEqual(expected.map(([{ fault }]) => [fault]));
});
