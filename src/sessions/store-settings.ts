import { JournalSpace } from '../journal/journal-space.ts';
import { type Bounds, usualBounds } from '../kit/world/bounds.ts';
import { StateSpace } from '../kit/world/state-space.ts';
import type { SessionSettings } from './session.ts';

/** What a store makes the sessions of a server with, wherever they live. */
export interface StoreSettings extends Omit<SessionSettings, 'journalSpace' | 'stateSpace' | 'replyBytes'> {
  /** Values that no journal shows, wherever they stand: what the server itself holds. */
  readonly secrets?: readonly string[] | undefined;
  /** Those that are other than usual. */
  readonly bounds?: Partial<Bounds>;
}

/** The settings of sessions that share the spaces of journals and state, which are made here. */
export function settingsOfSessions({ secrets, bounds, ...settings }: StoreSettings): SessionSettings {
  const { reply, ...ofState } = { ...usualBounds, ...bounds };
  return {
    ...settings,
    journalSpace: new JournalSpace({ secrets }),
    stateSpace: new StateSpace(ofState),
    replyBytes: reply,
  };
}
