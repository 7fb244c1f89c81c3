import { builtIn } from '../app/built-in.ts';
import { describe } from '../openapi/describe.ts';
import { findProvider } from './find.ts';

/** Prints a provider's OpenAPI 3.1 description, for a server at its usual address. */
export function printOpenapi(name: string): void {
  process.stdout.write(
    `${JSON.stringify(describe(builtIn.mock(findProvider(name, builtIn)), 'http://127.0.0.1:4010'), null, 2)}\n`,
  );
}
