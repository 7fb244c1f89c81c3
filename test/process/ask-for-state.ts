import { startUnderstudy } from '../../src/index.ts';

/** A program that starts the library, and asks a session at once for what one provider has stored. */
const understudy = await startUnderstudy();
const session = understudy.session();
session.mode('sensorpro', 'mock');
process.stdout.write(`${JSON.stringify(session.state('leeloo'))}\n`);
await understudy.close();
