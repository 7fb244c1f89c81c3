import type { SessionStore } from '../../src/sessions/session-store.ts';
import type { StoreSettings } from '../../src/sessions/store-settings.ts';
import { MemoryStore } from '../../src/stores/memory.ts';
import { type DocumentSettings, DocumentStore } from '../support/document-store.ts';

/** A kind of store, and how tests open one; `now` gives monotonic milliseconds. */
export interface StoreKind {
  readonly kind: string;
  open(settings?: Partial<StoreSettings>, now?: () => number): SessionStore;
}

const usual: StoreSettings = { seed: 1, rateLimits: false, digestKey: Buffer.alloc(32) };

function documents(kind: string, settings: DocumentSettings = {}): StoreKind {
  return {
    kind,
    open: (given, now) => new DocumentStore({ ...usual, ...given }, { ...settings, ...(now && { now }) }),
  };
}

/** Every kind of store: a further one is one entry here, and is held to all that the others are. */
export const storeKinds: readonly StoreKind[] = [
  { kind: 'memory', open: (given, now) => new MemoryStore({ ...usual, ...given }, now) },
  documents('documents'),
  documents('documents with conflicts', { conflictAfter: 1 }),
];
