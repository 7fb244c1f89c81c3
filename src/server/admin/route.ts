import type { IncomingMessage, ServerResponse } from 'node:http';
import { closestTo } from '../../kit/did-you-mean.ts';
import { parseJson } from '../../kit/protocols/json.ts';
import { pathMatcher } from '../../kit/protocols/route.ts';
import { inSession } from '../../sessions/in-session.ts';
import { readBody } from '../body.ts';
import type { ServerContext } from '../context.ts';
import type { Target } from '../target.ts';
import { ToolkitError } from '../toolkit-error.ts';
import type { AdminCall } from './call.ts';
import { readClock, setClock } from './clock.ts';
import { credentials, openapi, rules, schema } from './documents.ts';
import { deleteFaults, planFaults, readFaults } from './faults.ts';
import { health } from './health.ts';
import { setMode } from './mode.ts';
import { setUpStates } from './provider-states.ts';
import { putRateLimits, readRateLimits } from './rate-limits.ts';
import { readRecordings } from './recordings.ts';
import { deleteRequests, readRequests } from './requests.ts';
import { reset } from './reset.ts';
import { putState, readState } from './state.ts';

/** The admin API: a further call is one object here. */
const calls: readonly AdminCall[] = [
  health,
  setMode,
  reset,
  readRequests,
  deleteRequests,
  readState,
  putState,
  setUpStates,
  readClock,
  setClock,
  readFaults,
  planFaults,
  deleteFaults,
  readRateLimits,
  putRateLimits,
  readRecordings,
  credentials,
  rules,
  openapi,
  schema,
];

const matchers = calls.map((call) => ({ call, find: pathMatcher([call.path], { ignoreLastSlash: true }) }));

/** A state may hold many accounts, so the admin API takes larger bodies than a provider, in bytes. */
const maxAdminBody = 32 * 1_048_576;

type AdminTarget = Extract<Target, { kind: 'admin' }>;

/** Answers a request to the admin API, always with JSON. The guard has let it pass. */
export async function answerAdmin(
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
  target: AdminTarget,
): Promise<void> {
  const { call, params } = findCall(request.method ?? 'GET', target.path);
  const body = parseBody(await readBody(request, maxAdminBody));
  const answer = await call.handle({
    context,
    params,
    sessionId: target.sessionId,
    inSession: (work) => inSession(context.store, target.sessionId, work),
    isSessionNamed: target.isSessionNamed,
    query: new URLSearchParams(target.query),
    body,
    serverUrl: `http://${request.headers.host ?? `127.0.0.1:${request.socket.localPort}`}`,
  });
  const text = JSON.stringify(answer);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

function findCall(method: string, path: string) {
  const found = matchers.flatMap(({ call, find }) => {
    const params = find(path);
    return params ? [{ call, params }] : [];
  });
  const match = found.find(({ call }) => call.method === method);
  if (match) return match;
  if (found.length > 0) {
    const allowed = found.map(({ call }) => call.method).join(', ');
    throw new ToolkitError('method-not-allowed', `Cannot ${method} here. Use ${allowed}.`, {
      headers: { Allow: allowed },
    });
  }
  throw unknownCall(method, path);
}

/** Names the calls most like the one asked for, or all when nothing was asked for. */
function unknownCall(method: string, path: string): ToolkitError {
  const known = calls.map((call) => `${call.method} /_understudy${call.path}`);
  const nearest = path === '/' ? [] : closestTo(`${method} /_understudy${path}`, known, 3);
  const [named, which] = nearest.length > 0 ? [nearest, 'Near it are'] : [known, 'There are'];
  return new ToolkitError('unknown-call', `Cannot find this call of the admin API. ${which} ${named.join(', ')}.`);
}

function parseBody(body: Buffer | 'too-large' | 'unreadable'): unknown {
  if (body === 'too-large')
    throw new ToolkitError(
      'body-too-large',
      `Cannot read the body: it is over ${maxAdminBody} bytes. Send less at once.`,
    );
  if (body !== 'unreadable' && body.length === 0) return undefined;
  const parsed = body === 'unreadable' ? undefined : parseJson(body);
  if (!parsed)
    throw new ToolkitError(
      'invalid-json',
      'Cannot read the body: it is no JSON, or nested too deeply. Send JSON such as {"advance": 60}.',
    );
  return parsed.value;
}
