import { hash } from 'node:crypto';
import type { Recording } from './recording.ts';

type Recorded = Pick<Recording, 'recorded_at' | 'request' | 'response'>;

/** A digest of what was recorded, however the file is printed; nothing that was hidden is in it. */
export function digestOf({ recorded_at, request, response }: Recorded): string {
  return hash('sha256', JSON.stringify([recorded_at, request, response]), 'hex').slice(0, 16);
}

/** Whether somebody has changed what was recorded; of older recordings, which have no digest, nobody knows. */
export function isEdited(recording: Recording): boolean {
  return recording.digest !== undefined && recording.digest !== digestOf(recording);
}
