import { check } from 'recheck';
import { expect, test, vi } from 'vitest';
import { createMasker } from '../../src/clients/transport/masking.ts';
import { filesThatMakePatterns, literalPatterns, type Pattern, schemaPatterns } from './patterns.ts';

// Bounds of steps instead of milliseconds, so that a busy machine finds the same: slow is what takes over 500 steps for
// each character of a text of 20,000.
const bounds = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  maxAttackStringSize: 20_000,
  attackLimit: 10_000_000,
  randomSeed: 1,
};

/** What is wrong with patterns: a line for each that some text makes slow, or that cannot be read. */
async function complaintsAbout(patterns: readonly Pattern[]): Promise<string[]> {
  const unique = new Map(patterns.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern]));
  const checked = [...unique].map(async ([shown, { source, flags, file }]) => {
    // Neither sticky nor the indices of groups make a match slower; the checker knows only the former.
    const found = await check(source, flags.replace('d', ''), bounds);
    if (found.status === 'safe') return [];
    const why =
      found.status === 'vulnerable' ? `${found.complexity.summary}, ${found.attack.pattern}` : found.error.kind;
    return [`${file} ${shown}: ${why}`];
  });
  return (await Promise.all(checked)).flat();
}

test('no regular expression of the code can be made to take long', async () => {
  const patterns = literalPatterns();
  expect(patterns.length).toBeGreaterThan(100);
  expect(await complaintsAbout(patterns)).toEqual([]);
});

test('no pattern of a schema can be made to take long', async () => {
  const patterns = schemaPatterns();
  expect(patterns.length).toBeGreaterThan(20);
  expect(await complaintsAbout(patterns)).toEqual([]);
});

/** Where a module is loaded once more, since Node keeps what another test's file has loaded. */
function readAnew(file: string): string {
  return new URL(`${file}?read-anew`, import.meta.url).href;
}

test('no regular expression that the code makes of texts can be made to take long', async () => {
  // Those of requests/match.ts are a test author's own, those of redaction/secret-rules.ts the schemas', and one of an
  // API's description is only read, to see whether it is one.
  expect(filesThatMakePatterns()).toEqual([
    'proxy/redaction/placeholder.ts',
    'proxy/redaction/secret-rules.ts',
    'src/clients/transport/masking.ts',
    'src/journal/requests/match.ts',
    'src/scaffold/description/schema-parts.ts',
  ]);
  const made: Pattern[] = [];
  const plain = RegExp;
  vi.stubGlobal(
    'RegExp',
    new Proxy(plain, {
      construct(target, [source, flags = '']: [string, string?]) {
        made.push({ source, flags, file: 'made at run time' });
        return new target(source, flags);
      },
    }),
  );
  try {
    await import(readAnew('../../proxy/redaction/placeholder.ts'));
    createMasker({ values: ['secret'], members: ['access_token', 'APIKey', 'a.b'] });
  } finally {
    vi.unstubAllGlobals();
  }
  expect(made.filter(({ source }) => /5ec2e7|access_token/.test(source)).length).toBeGreaterThanOrEqual(5);
  expect(await complaintsAbout(made)).toEqual([]);
});

test('the check finds what is slow', async () => {
  const slow = ['^(a|a)*$', '\\s+$', '^(\\w+\\s?)*$'].map((source) => ({ source, flags: '', file: 'here' }));
  expect(await complaintsAbout(slow)).toHaveLength(3);
});
