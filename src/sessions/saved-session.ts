import { type JournalChange, type SavedJournal, withAdded } from '../journal/journal.ts';
import type { SavedClock } from '../kit/world/clock.ts';
import type { SavedWorld } from '../kit/world/saved-world.ts';
import type { SavedFaults } from './fault-plan.ts';
import type { SavedInteraction } from './interaction.ts';
import { noOverrides, type SavedOverrides } from './overrides/override-plan.ts';
import type { SavedModes } from './own-modes.ts';
import { Records, type RecordsChange } from './records.ts';
import type { SavedWorlds } from './worlds.ts';

/** The parts of a session that are small, each as plain JSON; what changed of one is kept by keeping it whole. */
export interface SavedParts {
  readonly clock: SavedClock;
  readonly faults: SavedFaults;
  readonly overrides: SavedOverrides;
  readonly modes: SavedModes;
  readonly rateLimits: boolean;
  /** How often each recording was played. */
  readonly played: Readonly<Record<string, number>>;
  readonly interaction: SavedInteraction;
  readonly worlds: SavedWorlds;
}

/**
 * A whole session as plain JSON: all that a store beyond the process has of it. Records are as the mocks store them; in the
 * journal every secret is masked.
 */
export interface SavedSession {
  readonly parts: SavedParts;
  /** By provider; those that were never used are not in it. */
  readonly records: Readonly<Record<string, SavedWorld>>;
  readonly journal: SavedJournal;
}

/** What one step has changed in a session, as plain JSON; what is not in it is as it was. */
export interface SessionChanges {
  readonly parts?: Partial<SavedParts>;
  /** In their order. */
  readonly records?: readonly RecordsChange[];
  readonly journal?: JournalChange;
}

/** What a session begins with, before the changes of its first step, which have all parts. */
export const nothingSaved: SavedSession = {
  parts: {
    clock: { offset: 0 },
    faults: { added: 0, faults: [] },
    overrides: noOverrides,
    modes: { modes: {} },
    rateLimits: false,
    played: {},
    interaction: { notedBefore: 0, isTornDown: false },
    worlds: { eras: { last: 0, begun: 0, replaced: {} }, bytes: {}, windows: {} },
  },
  records: {},
  journal: { noted: 0, entries: [] },
};

/** A session with the changes of a step. */
export function withChanges(saved: SavedSession, { parts, records = [], journal }: SessionChanges): SavedSession {
  return {
    parts: { ...saved.parts, ...parts },
    records: records.length > 0 ? changedRecords(saved.records, records) : saved.records,
    journal: journal ? withAdded(saved.journal, journal) : saved.journal,
  };
}

function changedRecords(saved: SavedSession['records'], changes: readonly RecordsChange[]): SavedSession['records'] {
  const records = new Records(new Map(Object.entries(saved)));
  for (const change of changes) records.apply(change);
  return Object.fromEntries(records.saved());
}
