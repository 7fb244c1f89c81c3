import { differences } from '../../journal/requests/difference.ts';
import type { Override } from './override.ts';
import { OverrideError } from './override-error.ts';
import { dropMaker } from './reply-makers.ts';

/** Overrides that one session can have at once, and the bytes of their replies. */
const maxOverrides = 1_000;
const maxBytes = 16_777_216;

/** An override as it is shown: its reply, which may hold a secret, by its status only. */
export interface ShownOverride {
  readonly id: string;
  readonly provider: string;
  readonly operation: string;
  /** None for a function, which decides when it is asked. */
  readonly status?: number;
  readonly times?: number;
  readonly after: number;
  /** Requests so far that fitted, also those let through. */
  readonly seen: number;
  /** Requests that got the reply so far. */
  readonly used: number;
}

interface Entry {
  readonly id: string;
  readonly override: Override;
  readonly seen: number;
  readonly used: number;
}

/** The overrides of a session with what came of them, as plain JSON. */
export interface SavedOverrides {
  /** How many were ever made, of which the ids are made. */
  readonly added: number;
  readonly entries: readonly Entry[];
}

/** What a request gets of an override. */
export interface Met {
  readonly reply: Override['reply'];
  /** Whether the override has answered its last request. */
  readonly isLast: boolean;
}

/** What nearly every session has. */
export const noOverrides: SavedOverrides = { added: 0, entries: [] };

/** The overrides of one session, in the order in which they were made. One that has answered its last request leaves. */
export class OverridePlan {
  #saved: SavedOverrides = noOverrides;

  /** Throws an OverrideError when the session has too many. */
  add(override: Override): ShownOverride {
    const { added, entries } = this.#saved;
    const bytes = [...entries.map((entry) => entry.override), override].reduce((sum, each) => sum + bytesOf(each), 0);
    if (entries.length >= maxOverrides || bytes > maxBytes)
      throw new OverrideError(`the session has ${entries.length} already, which is all it can hold. Clear them first.`);
    const entry: Entry = { id: String(added + 1), override, seen: 0, used: 0 };
    this.#saved = { added: added + 1, entries: [...entries, entry] };
    return show(entry);
  }

  /** Whether one waits for requests to the provider. */
  awaits(provider: string): boolean {
    return this.#saved.entries.some(({ override }) => override.provider === provider);
  }

  /** Counts one request, and gives what the first override that is due has for it. */
  meet(provider: string, operation: string, body: unknown): Met | undefined {
    let met: Met | undefined;
    const entries = this.#saved.entries.map((entry) => {
      const { override, seen, used } = entry;
      if (!fits(override, provider, operation, body)) return entry;
      const isDue = met === undefined && seen >= override.after;
      const counted = { ...entry, seen: seen + 1, used: isDue ? used + 1 : used };
      if (isDue) met = { reply: override.reply, isLast: isOver(counted) };
      return counted;
    });
    this.#saved = { ...this.#saved, entries: entries.filter((entry) => !isOver(entry)) };
    return met;
  }

  show(): ShownOverride[] {
    return this.#saved.entries.map(show);
  }

  save(): SavedOverrides {
    return this.#saved;
  }

  load(saved: SavedOverrides): void {
    this.#saved = saved;
  }

  /** Forgets all, and gives how many there were. */
  clear(): number {
    const { entries } = this.#saved;
    for (const { override } of entries) if ('maker' in override.reply) dropMaker(override.reply.maker);
    this.#saved = noOverrides;
    return entries.length;
  }
}

function fits(override: Override, provider: string, operation: string, body: unknown): boolean {
  if (override.provider !== provider || override.operation !== operation) return false;
  const wanted = override.when?.body;
  return wanted === undefined || differences(wanted, body, 'body').length === 0;
}

function isOver({ override: { times }, used }: Entry): boolean {
  return times !== undefined && used >= times;
}

function bytesOf({ reply, when }: Override): number {
  const sent = 'maker' in reply ? 0 : (reply.text ?? reply.base64 ?? '').length + JSON.stringify(reply.headers).length;
  return sent + JSON.stringify(when ?? {}).length;
}

function show({ id, override: { provider, operation, times, after, reply }, seen, used }: Entry): ShownOverride {
  return {
    id,
    provider,
    operation,
    ...('status' in reply && { status: reply.status }),
    ...(times !== undefined && { times }),
    after,
    seen,
    used,
  };
}
