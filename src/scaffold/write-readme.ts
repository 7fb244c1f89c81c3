import type { Ledger } from '../kit/ledger.ts';

/** The page of a provider that was written from a description. */
export function describedReadme(
  { provider, title, wire, documents, not_imitated: not }: Ledger,
  rules: number,
  operations: number,
): string {
  const source = documents.description ?? 'its OpenAPI description';
  return `${[
    `# ${oneLine(title)}`,
    `A mock of ${operations} operations by ${rules} rules, written from its OpenAPI description by \`understudy new-provider ${provider} --openapi\`. ${oneLine(source)} is what its documented rules rest on.`,
    'Play it by `npx api-understudy start --provider .`, test it by `npx vitest run`.',
    '## Where things are',
    [
      '- `api.json`: what was read of the description: operations, schemas by their names, refusals, what is stored.',
      '- `schemas/`, `examples/`, `rules.json`: what is valid, what is answered, and what each rule rests on.',
      '- `operations.ts`, `checks.ts`, `errors.ts`, `state.ts`: the mock. Change them: what the real API does and its description does not say belongs there, with a rule and an example each.',
    ].join('\n'),
    '## Operations',
    wire.map((line) => `- ${oneLine(line)}`).join('\n'),
    '## What it does not do',
    not.map((line) => `- ${oneLine(line)}`).join('\n') || '- Nothing of the description was left out.',
  ].join('\n\n')}\n`;
}

/** What a description says may have anything in it; a list of a page has lines. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
