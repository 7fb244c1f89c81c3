export type { ProviderName } from '../mocks/index.ts';
export type { Options } from './config.ts';
export type { JournalEntry } from './engine/redaction.ts';
export { StateError } from './engine/state-error.ts';
export type { Logger } from './logger.ts';
export type { ClockHandle, SessionHandle } from './session-handle.ts';
export { startUnderstudy, type Understudy } from './understudy.ts';
