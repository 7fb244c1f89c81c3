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
import { timeIsOverOnce } from '../support/time-over.ts';

const clients = {
  leeloo: ({ credentials: { leeloo }, url }: SessionHandle) =>
    createLeelooClient({ baseUrl: url('leeloo'), token: leeloo.token }).createEmailAccounts({
      data: [{ email: 'revolt@xmpl.net' }],
      connection_id: leeloo.connection_id,
    }),
  getresponse: ({ credentials: { getresponse }, url }: SessionHandle) =>
    createGetResponseClient({ baseUrl: url('getresponse'), apiKey: getresponse.api_key }).ping(),
  leadconnector: ({ credentials: { leadconnector }, url }: SessionHandle) =>
    createLeadConnectorClient({ baseUrl: url('leadconnector'), token: leadconnector.token }).getUser('1'),
  sensorpro: ({ credentials: { sensorpro }, url }: SessionHandle) => {
    const { api_key: apiKey, organization, user, password } = sensorpro;
    const baseUrl = url('sensorpro');
    return createSensorproClient({ baseUrl, apiKey, organization, user, password }).signIn();
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
    const call = (): Promise<unknown> => clients[name](session);
    // The time of a client is over once the fault has struck its request.
    const isStruck = () => expect(session.faults()).toEqual([]);
    const result = error === RequestTimeoutError ? timeIsOverOnce(isStruck, call) : call();
    await expect(result, fault.fault).rejects.toBeInstanceOf(error);
  }
  expect(session.faults()).toEqual([]);
  expect(session.requests(name).map(({ faults }) => faults)).toEqual(expected.map(([{ fault }]) => [fault]));
});
