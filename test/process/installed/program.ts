import assert from 'node:assert/strict';
import {
  FaultError,
  type FaultSpec,
  type JournalEntry,
  type Logger,
  type Mode,
  NoRequestError,
  type OperationId,
  type Options,
  type ProviderName,
  type RequestFilter,
  type RequestQuery,
  type SessionHandle,
  type Snapshot,
  StateError,
  StateFileError,
  StateNotKeptError,
  startUnderstudy,
  type Understudy,
} from 'api-understudy';
import {
  createGetResponseClient,
  createLeadConnectorClient,
  createLeelooClient,
  createSensorproClient,
  GetResponseError,
  LeadConnectorError,
  type LeelooClient,
  LeelooError,
  ProviderError,
  SensorproError,
} from 'api-understudy/clients';

/** What a program does that has the package installed: every import that the documentation shows, and a call of each API. */
const logger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const options: Options = { seed: 7, logger };
const understudy: Understudy = await startUnderstudy(options);
try {
  const session: SessionHandle = understudy.session('installed');
  const names: readonly ProviderName[] = ['leeloo', 'getresponse', 'leadconnector', 'sensorpro'];
  for (const name of names) assert.match(session.url(name), /^http:\/\/127\.0\.0\.1:/);
  await callEach(session);
  showsWhatCame(session);
  refusesMistakes(session);
} finally {
  await understudy.close();
}
process.stdout.write('installed\n');

async function callEach({ url, credentials }: SessionHandle): Promise<void> {
  const { leeloo, getresponse, leadconnector, sensorpro } = credentials;
  const client: LeelooClient = createLeelooClient({ baseUrl: url('leeloo'), token: leeloo.token });
  const { connection_id } = leeloo;
  const { data } = await client.createEmailAccounts({ data: [{ email: 'robin@sherwood.example' }], connection_id });
  assert.equal(data.count_to_process, 1);
  await assert.rejects(client.createEmailAccounts({ data: [{ email: 'nobody' }], connection_id }), LeelooError);
  const wrong = { token: 'wrong', apiKey: 'wrong' };
  const mails = createGetResponseClient({ baseUrl: url('getresponse'), apiKey: getresponse.api_key });
  assert.deepEqual(await mails.ping(), { ping: 'pong' });
  const stranger = createGetResponseClient({ baseUrl: url('getresponse'), apiKey: wrong.apiKey });
  await assert.rejects(stranger.ping(), GetResponseError);
  const users = createLeadConnectorClient({ baseUrl: url('leadconnector'), token: leadconnector.token });
  await assert.rejects(users.getUser('nobody'), LeadConnectorError);
  const { organization, user, password } = sensorpro;
  const signsIn = createSensorproClient({
    baseUrl: url('sensorpro'),
    apiKey: wrong.apiKey,
    organization,
    user,
    password,
  });
  await assert.rejects(signsIn.signIn(), (error) => error instanceof SensorproError && error instanceof ProviderError);
}

function showsWhatCame(session: SessionHandle): void {
  const operation: OperationId = 'leeloo/create-email-account';
  const filter: RequestFilter = { operation, status: 200 };
  const query: RequestQuery = filter;
  const [first]: readonly JournalEntry[] = session.requests(query);
  assert.equal(first?.provider, 'leeloo');
  const snapshot: Snapshot = session.snapshot();
  session.seed('leeloo', { accounts: [] });
  session.restore(snapshot);
  assert.equal(session.state('leeloo').accounts.length, 1);
}

function refusesMistakes(session: SessionHandle): void {
  const fault: FaultSpec = { fault: 'status', status: 503, times: 1 };
  const mode: Mode = 'mock';
  session.fault('leeloo', fault);
  session.mode('leeloo', mode);
  assert.throws(() => session.fault('leeloo', { fault: 'status', status: 1 }), FaultError);
  // @ts-expect-error no such provider
  assert.throws(() => session.url('leelo'));
  for (const error of [NoRequestError, StateError, StateFileError, StateNotKeptError]) {
    assert.ok(error.prototype instanceof Error);
  }
}
