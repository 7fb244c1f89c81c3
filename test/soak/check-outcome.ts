import type { Canaries } from './canaries.ts';
import type { Outcome } from './client.ts';
import { type Behaviour, foreignMarker, type Step } from './step.ts';

/** What is wrong with an outcome. */
export interface Fault {
  readonly kind: string;
  readonly message: string;
}

type Reply = Extract<Outcome, { kind: 'reply' }>;

/** What a real API may do so that the server answers for it. */
const failing: ReadonlySet<Behaviour> = new Set(['reset', 'no-http', 'silent', 'cut']);
const upstreamErrors = /^upstream-(reset|broken|timeout)$/;

/** Everything that must not come of a step. */
export function checkOutcome(step: Step, outcome: Outcome, canaries: Canaries): Fault[] {
  if (outcome.kind === 'left') return [];
  if (outcome.kind === 'reply')
    return [checkStatus, checkSession, checkSecrets].flatMap((check) => check(step, outcome, canaries) ?? []);
  if (outcome.kind === 'silence') {
    return step.mayHang || step.behaviour === 'silent'
      ? []
      : [{ kind: 'hang', message: 'No reply came, and no fault was planned.' }];
  }
  const mayBreak = step.mayBreak || failing.has(step.behaviour);
  return mayBreak ? [] : [{ kind: 'broken connection', message: `The connection broke: ${outcome.why}.` }];
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

/** The differences to the nearest recording are of the folder, which all sessions share. */
function checkSession({ session }: Step, { headers, text }: Reply): Fault | undefined {
  if (headers['x-understudy-error'] === 'no-recording') return undefined;
  const found = foreignMarker(JSON.stringify(headers) + text, session);
  return found === undefined
    ? undefined
    : { kind: 'foreign session', message: `The reply in session ${session} has ${found}: ${text.slice(0, 500)}` };
}

/**
 * A client gets what the real API sends, byte for byte, secrets too: it is asked for nothing there. Nobody else may tell it
 * any, nor what a fault struck, unless that came from the real API.
 */
function checkSecrets(_step: Step, { headers, text }: Reply, canaries: Canaries): Fault | undefined {
  const source = headers['x-understudy-source'];
  if (source === 'upstream' || source === 'fault') return undefined;
  const found = canaries.in(JSON.stringify(headers) + text);
  return found === undefined ? undefined : { kind: 'secret', message: `The reply has ${found}: ${text.slice(0, 500)}` };
}
