import type { Provider } from '../../src/kit/provider.ts';
import { toolkitErrors } from '../../src/server/toolkit-errors.ts';
import { code, page, table } from './markdown.ts';

/** The page of the errors that the toolkit itself answers. */
export function toolkitErrorsPage(providers: readonly Provider[]): string {
  const pages = providers.map(({ name, title }) => `[${title}](../mocks/${name}/README.md)`);
  return page([
    '<!-- Generated from src/server/toolkit-errors.ts by `npm run generate`; edit that instead. -->',
    '# Errors of the toolkit',
    `Some requests are answered by the server itself, not by a provider that it plays. Such a reply carries the header \`X-Understudy-Error\` with one of the codes below, no \`X-Understudy-Source\`, and this body:`,
    code('json', JSON.stringify({ error: { code: 'unknown-provider', message: 'Cannot ...' } })),
    'The message says what was found and what to do. It may change; the codes and their statuses do not.',
    table(
      ['Code', 'Status', 'Meaning'],
      Object.entries(toolkitErrors).map(([name, { status, meaning }]) => [`\`${name}\``, String(status), meaning]),
    ),
    `What a provider answers stands on its own page: ${pages.join(', ')}.`,
  ]);
}
