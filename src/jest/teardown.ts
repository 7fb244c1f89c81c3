import { closeAll } from './shared-server.ts';

/** Ends the server that the tests shared, as Jest's `globalTeardown`. */
export default async function teardown(): Promise<void> {
  await closeAll();
}
