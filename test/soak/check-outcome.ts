import type { Canaries } from './canaries.ts';
import type { Outcome } from './client.ts';
import { type Behaviour, foreignMarker, pipelinedCall, type Step } from './step.ts';

/** What is wrong with an outcome. */
export interface Fault {
  readonly kind: string;
  readonly message: string;
}

type Reply = Extract<Outcome, { kind: 'reply' }>;

/** What a real API may do so that the server answers for it. */
const failing: ReadonlySet<Behaviour> = new Set(['reset', 'no-http', 'silent', 'cut', 'reason', 'headers', 'chunks']);
const upstreamErrors = /^upstream-(reset|broken|timeout)$/;

/** Everything that must not come of a step. */
export function checkOutcome(step: Step, outcome: Outcome, canaries: Canaries): Fault[] {
  if (outcome.kind === 'left') return [];
  if (outcome.kind === 'reply') return checks.flatMap((check) => check(step, outcome, canaries) ?? []);
  if (outcome.kind === 'many') return checkOrder(step, outcome.replies);
  if (outcome.kind === 'silence') {
    return step.mayHang || step.behaviour === 'silent'
      ? []
      : [{ kind: 'hang', message: 'No reply came, and no fault was planned.' }];
  }
  const mayBreak = step.mayBreak || failing.has(step.behaviour);
  return mayBreak ? [] : [{ kind: 'broken connection', message: `The connection broke: ${outcome.why}.` }];
}

/** Each request gets its own reply, in the order in which they were sent. */
function checkOrder({ times = 0 }: Step, replies: readonly string[]): Fault[] {
  const wrong = Array.from({ length: times }, (_, index) => index).find(
    (index) => !replies[index]?.startsWith(`HTTP/1.1 ${pipelinedCall(index).status} `),
  );
  if (wrong === undefined && replies.length === times) return [];
  return [
    {
      kind: 'pipelined',
      message: `Of ${times} requests at once ${replies.length} were answered, wrong from ${wrong} on.`,
    },
  ];
}

/** A 5xx is a planned fault, what the real API sent or a recording of it, or an error for which there is a cause. */
function checkStatus({ behaviour }: Step, { status, headers, text }: Reply): Fault | undefined {
  if (status < 500) return undefined;
  const source = headers['x-understudy-source'];
  if (source === 'fault') return undefined;
  if ((source === 'upstream' || source === 'recording') && status === 503) return undefined;
  const error = `${headers['x-understudy-error']}`;
  if (error === 'no-recording' || (upstreamErrors.test(error) && failing.has(behaviour))) return undefined;
  return { kind: 'unexpected 5xx', message: `The reply is a ${status}: ${text.slice(0, 500)}` };
}

/** What a miss tells of the nearest recording is of the folder, which all sessions share; a journal has it, too. */
const ofRecordings = /Nearest is (?:[^"\\]|\\.)*/gs;

function checkSession({ session }: Step, { headers, text }: Reply): Fault | undefined {
  const own = JSON.stringify(headers) + text.replaceAll(ofRecordings, '');
  const found = foreignMarker(own, session);
  if (found === undefined) return undefined;
  const around = own.slice(Math.max(0, own.indexOf(found) - 400), own.indexOf(found) + 100);
  return { kind: 'foreign session', message: `The reply in session ${session} has ${found}: ${around}` };
}

/**
 * A client gets what the real API sends, byte for byte, secrets too: it is asked for nothing there. Nobody else may tell it
 * any, nor what a fault struck, unless that came from the real API.
 */
function checkSecrets({ mayEcho }: Step, { headers, text }: Reply, canaries: Canaries): Fault | undefined {
  const source = headers['x-understudy-source'];
  if (source === 'upstream' || source === 'fault' || (source === 'mock' && mayEcho)) return undefined;
  const found = canaries.in(JSON.stringify(headers) + text);
  return found === undefined ? undefined : { kind: 'secret', message: `The reply has ${found}: ${text.slice(0, 500)}` };
}

/** What comes from outside, now or from a recording. */
function isFromOutside({ headers }: Reply): boolean {
  return headers['x-understudy-source'] === 'upstream' || headers['x-understudy-source'] === 'recording';
}

/** A session that had no mode of its own has lost none, and one that said "only the mock" gets nothing from outside. */
function checkModes({ mayBeLost = false, onlyMock = false }: Step, reply: Reply): Fault | undefined {
  if (reply.headers['x-understudy-error'] === 'mode-lost' && !mayBeLost)
    return {
      kind: 'mode lost',
      message: `A session without modes of its own has lost one: ${reply.text.slice(0, 500)}`,
    };
  return onlyMock && isFromOutside(reply)
    ? { kind: 'left the mock', message: `A session in the mode mock was answered from outside: ${reply.status}` }
    : undefined;
}

/** How the admin API refuses pages: for where they come from, or, under a rebound name, for want of the token. */
const refusals: ReadonlySet<string> = new Set(['foreign-origin', 'admin-token-missing']);

/** A page of another site sees a mock at most. */
function checkPage({ page }: Step, reply: Reply): Fault | undefined {
  if (page === undefined) return undefined;
  const error = `${reply.headers['x-understudy-error']}`;
  const isServed = page === 'admin' ? !refusals.has(error) : isFromOutside(reply);
  return isServed ? { kind: 'page', message: `A page of another site was answered: ${reply.status}` } : undefined;
}

const rendered = /html|svg|xml/;

/** What a browser would render of what comes from outside runs no script here. */
function checkSandbox(_step: Step, reply: Reply): Fault | undefined {
  const { 'content-type': type = '', 'content-security-policy': policy = '' } = reply.headers;
  return isFromOutside(reply) && rendered.test(`${type}`) && !/\bsandbox\b/.test(`${policy}`)
    ? { kind: 'script', message: `A page from outside may run scripts: ${type}` }
    : undefined;
}

/** A client that follows a redirect of a recording stays here, in its session. */
function checkRedirect({ session }: Step, { headers }: Reply): Fault | undefined {
  const { location, 'x-understudy-source': source } = headers;
  return source === 'recording' && location !== undefined && !`${location}`.includes(`/~${session}/`)
    ? { kind: 'led away', message: `A recording leads a client of session ${session} to ${location}` }
    : undefined;
}

const checks = [checkStatus, checkSession, checkSecrets, checkModes, checkPage, checkSandbox, checkRedirect];
