import { expect, test } from 'vitest';
import { neutralBoundary, withNeutralBoundary } from './neutral-boundary.ts';

function form(type: string, text: string) {
  return {
    method: 'POST',
    path: '/',
    query: '',
    headers: [['content-type', type]] as const,
    body: { bytes: Buffer.from(text, 'latin1'), encoding: undefined },
  };
}

const text = (boundary: string) =>
  `--${boundary}\r\nContent-Disposition: form-data\r\n\r\n\xff--${boundary}x\r\n--${boundary}--\r\n`;

test.each([
  ['plain', 'multipart/form-data; boundary=one', 'one'],
  ['in quotes', 'Multipart/Mixed; charset=x; Boundary="a b"; x=y', 'a b'],
])('a boundary is exchanged where it parts, and nowhere else: %s', (_what, type, boundary) => {
  const { headers, body } = withNeutralBoundary(form(type, text(boundary)));
  expect(headers[0]?.[1]).toContain(neutralBoundary);
  const expected = text(neutralBoundary).replace(`\xff--${neutralBoundary}x`, `\xff--${boundary}x`);
  expect(body.bytes.toString('latin1')).toBe(expected);
});

test.each([
  ['no form', form('application/json', '--one\r\n')],
  ['none named', form('multipart/form-data', '--one\r\n')],
  ['the neutral one in a part', form('multipart/form-data; boundary=one', `--one\r\n--${neutralBoundary}\r\n`)],
  ['the neutral one already', form(`multipart/form-data; boundary=${neutralBoundary}`, text(neutralBoundary))],
])('stays as it is: %s', (_what, request) => {
  expect(withNeutralBoundary(request)).toBe(request);
});
