import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { generatedPages } from '../../scripts/generate/generated-pages.ts';
import { generatedTypes } from '../../scripts/generate/generated-types.ts';
import { providers } from '../support/providers.ts';

import '../../src/provider-tests/to-be-none.ts';

const root = new URL('../../', import.meta.url);
const pages = [...(await generatedPages(providers))];
const files = [...(await generatedTypes(providers)), ...pages];

test.each(files)('%s is what `npm run generate` makes today', async (path, text) => {
  expect(await readFile(new URL(path, root), 'utf8'), 'Run npm run generate and commit the result.').toBe(text);
});

test.each(pages)('%s has no heading twice and no link that leads nowhere', (path, text) => {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(headings).toEqual([...new Set(headings)]);
  const links = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(0);
  const leadsSomewhere = (link: string) =>
    link.startsWith('#') ? headings.includes(link.slice(1)) : existsSync(new URL(link, new URL(path, root)));
  expect(links.filter((link) => !leadsSomewhere(link))).toBeNone(
    'Links lead nowhere. Mend them where the page is made.',
  );
});

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
