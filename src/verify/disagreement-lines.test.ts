import { expect, test } from 'vitest';
import { disagreementLines } from './disagreement-lines.ts';

const choice = { place: 'response.body', message: 'Response body is incompatible: must match a schema in anyOf' };

test('what is told twice is told once', () => {
  const one = { place: 'request.header.accept', message: 'is unknown' };
  expect(disagreementLines([one, one])).toEqual(['request.header.accept: is unknown']);
});

test('of several forms that are missed only the nearest is told, and what is elsewhere stays', () => {
  const lines = disagreementLines([
    { place: 'response.body.result', message: 'must NOT have additional properties - ping' },
    choice,
    { place: 'response.body.result.ping', message: 'must be equal to constant' },
    choice,
    { place: 'response.status', message: 'is unknown' },
    { place: 'response.bodyguard', message: 'is another place' },
  ]);
  expect(lines).toEqual([
    'response.status: is unknown',
    'response.bodyguard: is another place',
    'response.body: it has none of the forms that the description has for it; the nearest differs at response.body.result.ping',
  ]);
});

test('where nothing deeper is told, nothing is nearest', () => {
  expect(disagreementLines([choice])).toEqual([
    'response.body: it has none of the forms that the description has for it',
  ]);
});
