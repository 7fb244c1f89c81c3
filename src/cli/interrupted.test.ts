import { expect, test } from 'vitest';
import { isThisCommandAlone } from './interrupted.ts';

test.each([
  ['node src/main.ts start', true],
  ['node src/main.ts start --port 0 --json', true],
  ['understudy start', true],
  ['api-understudy start --quiet', true],
  ['npx api-understudy', true],
  ['understudy start & wait-on http://127.0.0.1:4010', false],
  ['understudy start &', false],
  ['understudy start; true', false],
  ['./up.sh', false],
  ['vitest run', false],
  ['', false],
  [undefined, false],
])('npm’s shell has only this command to run: %s', (script, isAlone) => {
  expect(isThisCommandAlone(script)).toBe(isAlone);
});
