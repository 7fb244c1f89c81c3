import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { terminalLogger } from './terminal-logger.ts';

test('a request is a line with its method and path, below the others column by column', () => {
  const lines: string[] = [];
  const logger = terminalLogger({ quiet: false, out: (text) => lines.push(text), err: () => {} });
  const request = {
    provider: 'leeloo',
    operation: 'create-email-account',
    method: 'POST',
    path: '/api/v2/accounts/email',
  };
  const outcome = {
    status: 200,
    refused: true,
    source: 'mock',
    rule: 'leeloo/token',
    session: 'default',
    durationMs: 1.25,
  };
  logger.info('request', { ...request, ...outcome });
  expect(lines).toEqual([
    `${'leeloo create-email-account'.padEnd(36)} 200 mock ${'leeloo/token'.padEnd(36)} default   1.3 ms  POST /api/v2/accounts/email\n`,
  ]);
});

test('shows bodies below the line of their request, without what a terminal obeys', () => {
  const lines: string[] = [];
  const logger = terminalLogger({ quiet: false, out: (text) => lines.push(text), err: () => {} });
  logger.info('request', { provider: 'leeloo', status: 200, durationMs: 1, sent: '{"a":1}', received: 'a\u001b[2Jb' });
  logger.info('request', { provider: 'leeloo', status: 200, durationMs: 1, received: '' });
  const plain = lines.map((line) => stripVTControlCharacters(line));
  expect(plain[0]?.split('\n').slice(1)).toEqual(['    > {"a":1}', '    < a?[2Jb', '']);
  expect(plain[1]?.split('\n').slice(1)).toEqual(['    < ', '']);
});
