import { expect, test } from 'vitest';
import { mostDrawn, seededRandom } from './random.ts';

test('ids go on behind earlier draws, across the places where another seed takes over', () => {
  const whole = seededRandom(1, 'leeloo');
  const ids: string[] = [];
  const positions: number[] = [];
  while (whole.drawn < 140_000) {
    positions.push(whole.drawn);
    ids.push(whole.hex(40));
  }
  expect(new Set(ids).size).toBe(ids.length);
  const around = positions.flatMap((drawn, index) =>
    [65_536, 131_072].some((at) => Math.abs(at - drawn) < 80) ? [index] : [],
  );
  expect(around.length).toBeGreaterThan(6);
  for (const index of around) expect(seededRandom(1, 'leeloo', positions[index]).hex(40)).toBe(ids[index]);
});

test('any position is reached without drawing all numbers before it', () => {
  const far = seededRandom(1, 'leeloo', mostDrawn);
  expect(far.uuid()).not.toBe(far.uuid());
  expect(far.drawn).toBeGreaterThan(mostDrawn);
  expect(seededRandom(1, 'leeloo', mostDrawn).uuid()).toBe(seededRandom(1, 'leeloo', mostDrawn).uuid());
});

test('every number has its place, wherever an id begins and whichever seed it comes from', () => {
  for (const at of [0, 500, 65_536 - 20, 131_072 - 1]) {
    const [begin, rest] = [seededRandom(1, 'leeloo', at).hex(20), seededRandom(1, 'leeloo', at + 20).hex(20)];
    expect(seededRandom(1, 'leeloo', at).hex(40)).toBe(begin + rest);
  }
});
