import { Helper } from '../helper.ts';
import type { Peer } from '../peers/peer.ts';
import { firstCall, probe } from '../peers/probe.ts';
import { Program } from '../servers/program.ts';
import { measureRound, type Round, type Subject } from './rounds.ts';

/** How long is measured; each server gets as many requests as it answers in that time. */
export interface Effort {
  /** Starts of each. */
  readonly starts: number;
  /** Requests after which the memory of all is compared, before the fast ones have served more than the others. */
  readonly equalRequests: number;
  readonly warmUp: WarmUp;
  readonly rounds: number;
  readonly roundMs: number;
}

/** Until there were so many requests and so much time, but no longer than the most. */
export interface WarmUp {
  readonly leastMs: number;
  readonly leastRequests: number;
  readonly mostMs: number;
}

/** A server in the contest, with what it was found to cost. */
export interface Contestant {
  readonly peer: Peer;
  /** The body of its reply to a create. */
  readonly reply: string;
  readonly startMs: number[];
  readonly rounds: Round[];
  /** Peak of the memory after the same number of requests as all others. */
  readonly equalBytes: number[];
  /** Peak of the memory over all rounds. */
  readonly peakBytes: number[];
}

/** Starts each once, and sees that it does what it is said to. The others are left out, and why. */
export async function admit(peers: readonly Peer[], folder: string) {
  const contestants: Contestant[] = [];
  const refused: string[] = [];
  for (const peer of peers) {
    try {
      await using program = await Program.start(peer.command, folder, firstCall(peer));
      const reply = await probe(peer, program.url);
      contestants.push({ peer, reply, startMs: [], rounds: [], equalBytes: [], peakBytes: [] });
    } catch (error) {
      refused.push(`${peer.name} was skipped: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { contestants, refused };
}

/** Times the starts, one server after the other; nothing else of the measurement runs meanwhile. */
export async function timeStarts(contestants: readonly Contestant[], starts: number, folder: string): Promise<void> {
  for (let number = 0; number < starts; number += 1) {
    for (const { peer, startMs } of contestants) {
      await using program = await Program.start(peer.command, folder, firstCall(peer));
      startMs.push(program.startMs);
    }
  }
}

/** Measures all in turn, each in rounds of about the same time, so that slow ones do not take all of it. */
export async function contend(contestants: readonly Contestant[], effort: Effort, folder: string): Promise<void> {
  await using load = new Helper('load/main.ts');
  await using programs = new AsyncDisposableStack();
  const entries: Entry[] = [];
  for (const contestant of contestants) {
    const program = programs.use(await Program.start(contestant.peer.command, folder, firstCall(contestant.peer)));
    const entry = { contestant, program, next: firstIndex, speed: 0 };
    await warmUp(load, entry, effort);
    entries.push(entry);
  }
  for (let number = 0; number < effort.rounds; number += 1) {
    for (const entry of entries) {
      entry.contestant.rounds.push(await runRound(load, entry, fitting(entry, effort.roundMs)));
    }
  }
  for (const { contestant, program } of entries) {
    contestant.peakBytes.push((await program.usage()).peakBytes);
  }
}

/** Above the requests of the probes. */
const firstIndex = 1_000;
/** A few for each connection, also from a server that takes a second for them. */
const fewest = 64;
const most = 20_000;

interface Entry {
  readonly contestant: Contestant;
  readonly program: Program;
  /** Index of the next request: no email comes twice. */
  next: number;
  /** Requests a second in the round before. */
  speed: number;
}

/** Virtual machines compile what was called often enough: a slow server needs longer until it was. */
async function warmUp(load: Helper, entry: Entry, { warmUp, equalRequests, roundMs }: Effort): Promise<void> {
  let { durationMs: ms } = await runRound(load, entry, equalRequests);
  entry.contestant.equalBytes.push((await entry.program.usage()).peakBytes);
  const enough = () => ms >= warmUp.leastMs && entry.next - firstIndex >= warmUp.leastRequests;
  while (!enough() && ms < warmUp.mostMs) ms += (await runRound(load, entry, fitting(entry, roundMs))).durationMs;
}

/** How many requests the server answers in that time. */
function fitting({ speed }: Entry, ms: number): number {
  return Math.min(most, Math.max(fewest, Math.round((speed * ms) / 1_000)));
}

async function runRound(load: Helper, entry: Entry, count: number): Promise<Round> {
  const { contestant, program } = entry;
  const { peer, reply } = contestant;
  await peer.prepare?.(program.url);
  const target = { path: peer.path, reply, ...(peer.email !== undefined && { email: peer.email }) };
  const subject: Subject = { server: program, script: 'createAccount', stored: 0, count, target, rounds: [] };
  const round = await measureRound(load, subject, entry.next);
  entry.next += count;
  entry.speed = round.requestsPerSecond;
  return round;
}
