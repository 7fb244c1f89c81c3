import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Learned } from '../evidence/learn.ts';
import { readLedger } from '../kit/ledger.ts';
import type { Provider } from '../kit/provider.ts';

/** What a pull request to the project would change: the ledger, an example, and the places of the code that name the rule. */
export function patchLines(provider: Provider, { correction }: Learned): string[] {
  const { rule, recording, because } = correction;
  const ledger = fileURLToPath(new URL('rules.json', provider.folder));
  const known = readLedger(provider).rules.find(({ id }) => id === rule);
  const part = {
    part: known?.basis[0]?.part ?? 'the reply',
    basis: 'public',
    source: `a recording of the real API, ${because}`,
  };
  return [
    `    ${ledger}: ${rule}, with this basis:`,
    `      ${JSON.stringify(part)}`,
    `    an example in ${fileURLToPath(new URL('examples/', provider.folder))}, with request and reply of ${recording}`,
    ...placesOf(provider, rule).map((place) => `    ${place}`),
  ];
}

/** Where the provider's own code names a rule. */
function placesOf(provider: Provider, rule: string): string[] {
  const folder = fileURLToPath(provider.folder);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(?<!\.test|\.d)\.[jt]s$/.test(file) && !file.includes('generated'),
  );
  return files.flatMap((file) => {
    const lines = readFileSync(`${folder}${file}`, 'utf8').split('\n');
    return lines.flatMap((line, index) => (line.includes(`'${rule}'`) ? [`${folder}${file}:${index + 1}`] : []));
  });
}

/** Where the mock takes what the API refuses, a rule is missing: how it would begin. */
export function skeletonLines({ correction, findings }: Learned): string[] {
  const [first] = findings;
  const status = correction.reply?.status ?? 0;
  const isTooLax = first?.kind === 'outcome' && correction.when !== undefined && status >= 400;
  if (!isTooLax) return [];
  const rule = {
    id: `${correction.rule.split('/', 1)[0]}/...`,
    broken_by: 'body',
    says: `... is answered with HTTP ${status} and ${JSON.stringify(correction.reply?.body)?.slice(0, 200)}`,
    basis: [
      {
        part: 'the refusal',
        basis: 'public',
        source: `a recording of the real API, ${correction.because.slice(0, 10)}`,
      },
    ],
  };
  return [
    `A rule is missing where ${correction.rule} takes what the API refuses (${correction.recording}):`,
    JSON.stringify(rule, null, 2),
  ];
}
