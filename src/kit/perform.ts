import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { Later } from './later.ts';
import type { HttpReply } from './protocols/http.ts';
import { noQuery } from './protocols/query.ts';
import type { AskedCall, Batch, Call, Operation, Provider, Reading } from './provider.ts';
import { StateFullError } from './world/state-space.ts';
import type { World } from './world/world.ts';

/** What the members of a request were answered, and the reply that this makes. */
export interface Performed {
  readonly answers: readonly Answer[];
  readonly reply: HttpReply;
}

/** Performs a request of one member; its reply has at most as many bytes as the world has room for. */
export function performOne(provider: Provider, { members, write }: Reading, world: World): Performed {
  const [member] = members;
  if (!member) throw new Error('Cannot perform a request that has no member.');
  if ('rule' in member) return { answers: [member], reply: write([member]) };
  const printed: { answer?: Answer; reply?: HttpReply } = {};
  const answer = perform(provider, callIn(world, member), (made) => {
    printed.answer = made;
    printed.reply = write([made]);
    return isWithin(printed.reply.body, world.replyBytes);
  });
  const reply = printed.answer === answer ? printed.reply : undefined;
  return { answers: [answer], reply: reply ?? write([answer]) };
}

function callIn(world: World, { operation, request, params, input }: AskedCall): Call {
  return { operation, request, params, world, input, query: noQuery, caller: undefined };
}

/** An answer, and what stands for it in the reply. */
interface Part {
  readonly answer: Answer;
  /** None for a notification. */
  readonly text: string | undefined;
  /** What it takes in the reply, with the comma after it; of a notification, whose answer nobody gets, what it would take. */
  readonly bytes: number;
}

/** Does something in the world of the request, at once or later; it may be done again. */
export type InWorld = <Result>(work: (world: World) => Result) => Later<Result>;

/**
 * Performs the members of a batch in their order, each as a step of its own when the earlier ones have left what they leave; in
 * between, other requests have their turn. From the first member on for which there is no room, all are refused and not
 * performed, so that what they cost is bounded like what they are answered.
 */
export async function performBatch(
  provider: Provider,
  members: Reading['members'],
  { print, join }: Batch,
  inWorld: InWorld,
): Promise<Performed> {
  const partOf = (index: number, answer: Answer): Part => {
    const text = print(index, answer);
    return { answer, text, bytes: Buffer.byteLength(text ?? JSON.stringify(answer.body ?? null)) + 1 };
  };
  const { least, maxBytes } = await inWorld((world) => ({
    least: members.map((member, index) => partOf(index, refusalOf(provider, member, world))),
    maxBytes: world.replyBytes,
  }));
  // Room for these is kept, as every member has an answer.
  let room = least.reduce((left, { bytes }) => left - bytes, maxBytes - 1);
  const parts: Part[] = [];
  for (const [index, refusal] of least.entries()) {
    if (index > 0) await turnOfOthers();
    const member = members[index];
    const isPerformed = member !== undefined && !('rule' in member) && room >= 0;
    const most = room + refusal.bytes;
    const part = isPerformed
      ? await inWorld((world) => performPart(provider, callIn(world, member), (made) => partOf(index, made), most))
      : refusal;
    parts.push(part);
    room += refusal.bytes - part.bytes;
    if (isPerformed && part.answer.rule === refusal.answer.rule) room = -1;
  }
  return { answers: parts.map(({ answer }) => answer), reply: join(parts.flatMap(({ text }) => text ?? [])) };
}

/** What a member is answered for which there is no room. */
function refusalOf(provider: Provider, member: AskedCall | Answer, world: World): Answer {
  return 'rule' in member ? member : provider.errors.tooMuch({ operation: member.operation, world });
}

function performPart(provider: Provider, call: Call, partOf: (answer: Answer) => Part, maxBytes: number): Part {
  const made: { part?: Part } = {};
  const answer = perform(provider, call, (each) => {
    made.part = partOf(each);
    return made.part.bytes <= maxBytes;
  });
  return made.part?.answer === answer ? made.part : partOf(answer);
}

/** One call: the first check that answers ends it; a refused or failed one, or one that has no room, leaves nothing behind. */
function perform(provider: Provider, call: Call, fits: (answer: Answer) => boolean): Answer {
  let isTooLong = false;
  const keeps = (answer: Answer) => {
    isTooLong = !fits(answer);
    return !answer.refused && !isTooLong;
  };
  try {
    const answer = call.world.transaction(() => answerOf(provider, call), keeps);
    if (isTooLong) return provider.errors.tooMuch(call);
    requireOwnSchema(provider, call, answer);
    return answer;
  } catch (error) {
    if (error instanceof StateFullError) return provider.errors.tooMuch(call);
    throw error;
  }
}

function answerOf(provider: Provider, call: Call): Answer {
  let passedOver: Answer | undefined;
  for (const check of call.operation.checks) {
    const refusal = check(call);
    if (!refusal) continue;
    if (!isOff(provider, refusal)) return refusal;
    passedOver ??= refusal;
  }
  return passedOver ? handledOr(provider, call, passedOver) : call.operation.handle(call);
}

/** Whether a correction has switched off all that a refusal is for. */
function isOff({ corrections }: Provider, { rule, violations = [] }: Answer): boolean {
  return corrections?.isOff([rule, ...violations.map((violation) => violation.rule)]) ?? false;
}

/** An operation may not be able to do what was never checked: then it is refused after all. */
function handledOr(provider: Provider, call: Call, refusal: Answer): Answer {
  try {
    const answer = call.operation.handle(call);
    requireOwnSchema(provider, call, answer);
    return answer;
  } catch (error) {
    if (error instanceof StateFullError) throw error;
    return refusal;
  }
}

/** What the mock answers keeps to what it says of itself; anything else is a mistake of ours. */
function requireOwnSchema({ name, schemas }: Provider, { operation }: Call, answer: Answer): void {
  const { schema, body } = answer;
  requireOwnHeaders(name, operation, answer);
  if (schema === undefined || schemas.accepts(schema, body)) return;
  const complaints = schemas.complaints(schema, body).slice(0, 3).join('; ');
  throw new Error(`The reply of ${name}/${operation.name} breaks its own schema ${schema}: ${complaints}`);
}

function requireOwnHeaders(provider: string, { name, replies }: Operation, { status, headers = {} }: Answer): void {
  for (const reply of replies) {
    if (reply.headers === undefined || reply.status !== status) continue;
    const missing = Object.entries(reply.headers).find(([header, { required }]) => required && !(header in headers));
    if (missing) throw new Error(`The reply of ${provider}/${name} (${status}) lacks its own header ${missing[0]}.`);
  }
}

/** Whether a text has at most so many bytes; most have so few characters that nobody needs to count. */
function isWithin(text: string | undefined, maxBytes: number): boolean {
  return text === undefined || text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes;
}
