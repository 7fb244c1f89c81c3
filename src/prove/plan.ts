import { runExample } from '../app/run-example.ts';
import { type Example, type ExampleRequest, exampleBody, readExamples } from '../kit/example.ts';
import { readLedger } from '../kit/ledger.ts';
import { jsonValue } from '../kit/protocols/json.ts';
import type { Provider } from '../kit/provider.ts';
import { isRefusal } from '../kit/real-facts.ts';
import { beginningsOf, missingFor, NoBeginningError, storedAtFirst } from './beginnings.ts';
import { issuedValue, namesTheCaller, requestText } from './not-provable.ts';
import type { Beginning, SkippedExample, Trial } from './trial.ts';

/** What is going to be sent to the real API, and what is not. */
export interface Plan {
  readonly provider: Provider;
  /** In the order in which they are sent. */
  readonly trials: readonly Trial[];
  readonly skipped: readonly SkippedExample[];
}

/** What a plan comes to. */
export interface PlanSum {
  readonly examples: number;
  readonly requests: number;
  readonly beginnings: number;
  /** Accounts, users and so on that are made where the API is as the mock is. */
  readonly makes: number;
}

/** More requests before the one that counts are only there to be too many. */
const mostSteps = 20;
/** Larger bodies are only there to be refused for their size, in bytes. */
const largestBody = 100_000;

/**
 * Plans to send the examples of a provider's rules, or of some of them: first what is refused, by which nothing is made; what needs
 * the same beginning in a row, so that it is made once.
 */
export async function planOf(
  provider: Provider,
  env: Readonly<Record<string, string | undefined>>,
  rules: readonly string[] = [],
): Promise<Plan> {
  const isAsked = (rule: string) => rules.length === 0 || rules.includes(rule);
  const ofTraffic = new Set(
    readLedger(provider).rules.flatMap((rule) => (rule.broken_by === 'traffic' ? [rule.id] : [])),
  );
  const planned: (Trial | SkippedExample)[] = [];
  for (const [name, example] of readExamples(provider)) {
    const { rule } = example;
    if (!isAsked(rule)) continue;
    const reason = ofTraffic.has(rule) ? 'it is about how much is sent' : reasonToSkip(example);
    planned.push(reason === undefined ? await trialOf(provider, name, example, env) : { name, rule, reason });
  }
  return {
    provider,
    trials: planned.filter((each) => 'requests' in each).sort(byOrder),
    skipped: planned.filter((each) => 'reason' in each),
  };
}

/** What sending a plan comes to; a beginning that several share is made once. */
export function planSum(trials: readonly Trial[]): PlanSum {
  const begins = new Map(
    trials.flatMap(({ begins: all, isRefused, name }) => all.map((each) => [shareKey(each, isRefused, name), each])),
  );
  const beginnings = [...begins.values()];
  const own = trials.reduce((sum, { makes }) => sum + makes, 0);
  return {
    examples: trials.length,
    requests: trials.reduce((sum, { requests }) => sum + requests.length, 0) + beginnings.length,
    beginnings: beginnings.length,
    makes: own + beginnings.filter(({ makes }) => makes).length,
  };
}

/** Under what a beginning is kept: what changes it has one of its own. */
export function shareKey({ key }: Beginning, isRefused: boolean, trial: string): string {
  return isRefused ? key : `${key} ${trial}`;
}

function reasonToSkip({ given = {}, request }: Example): string | undefined {
  if (given.rate_limits) return 'it needs limits to be in force';
  if (given.bounds) return "it is about a bound of the mock's own";
  if (given.steps?.some((step) => 'advance' in step)) return 'it needs the clock to be moved';
  const isMuch = stepsOf(given).length > mostSteps || exampleBody(request).length > largestBody;
  return isMuch ? 'it is about how much is sent' : undefined;
}

async function trialOf(
  provider: Provider,
  name: string,
  example: Example,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Trial | SkippedExample> {
  const { rule, given = {} } = example;
  const requests = [...stepsOf(given), example.request];
  const sent = requests.map(requestText).join('\n');
  const { issued, variables } = missingFor(provider, sent, env);
  if (variables.length > 0) return { name, rule, reason: `set ${variables.join(', ')}` };
  try {
    if (requests.some((each) => namesTheCaller(provider, each)))
      return { name, rule, reason: "it is about the caller's own user or organization" };
    if ((await issuedValue(provider, example)) !== undefined)
      return { name, rule, reason: 'it needs what a reply before it gives out' };
    const begins = [...issued, ...beginningsOf(provider, example, sent)];
    const outcome = await runExample(provider, example);
    const { status, body = '' } = outcome.reply;
    const before = countOf(storedAtFirst(provider, given.state));
    const makes = Math.max(0, countOf(outcome.state) - before);
    return { name, rule, requests, begins, makes, isRefused: isRefusal(provider, { status, body: jsonValue(body) }) };
  } catch (error) {
    if (error instanceof NoBeginningError) return { name, rule, reason: error.message };
    throw error;
  }
}

function stepsOf({ steps = [] }: NonNullable<Example['given']>): ExampleRequest[] {
  return steps.flatMap((step) =>
    'request' in step ? Array.from({ length: step.times ?? 1 }, () => step.request) : [],
  );
}

function countOf(state: object): number {
  return Object.values(state).reduce((sum: number, records) => sum + (Array.isArray(records) ? records.length : 0), 0);
}

/** What is refused first, then by what it begins with. */
function byOrder(one: Trial, other: Trial): number {
  const order = ({ isRefused, begins }: Trial) => `${isRefused ? 0 : 1} ${begins.map(({ key }) => key).join()}`;
  return order(one) < order(other) ? -1 : Number(order(one) > order(other));
}
