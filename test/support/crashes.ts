import { onTestFinished } from 'vitest';

/** Keeps, until the test is over, what nobody caught: in a process of its own it would have ended the server. */
export function watchForCrashes(): unknown[] {
  const crashes: unknown[] = [];
  const note = (error: unknown) => void crashes.push(error);
  process.on('uncaughtException', note).on('unhandledRejection', note);
  onTestFinished(() => void process.off('uncaughtException', note).off('unhandledRejection', note));
  return crashes;
}
