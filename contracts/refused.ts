import { expect } from 'vitest';

/** The error that a client makes of a refusal. Fails when there is no error, or one of another class. */
export async function refused<Refusal extends Error>(
  call: Promise<unknown>,
  errorClass: new (...args: never[]) => Refusal,
): Promise<Refusal> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof errorClass) return error;
  expect.fail(`Cannot see a ${errorClass.name}: the call came to ${error ?? 'a success'}. Compare reply and client.`);
}
