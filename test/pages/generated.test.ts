import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { providers } from '../../mocks/index.ts';
import { generatedFiles } from '../../scripts/generate/generated-files.ts';

const root = new URL('../../', import.meta.url);
const files = [...(await generatedFiles(providers))];
const pages = files.filter(([path]) => path.endsWith('.md'));

test.each(files)('%s is what `npm run generate` makes today', async (path, text) => {
  expect(await readFile(new URL(path, root), 'utf8')).toBe(text);
});

test.each(pages)('%s has no heading twice and no link that leads nowhere', (path, text) => {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
  expect(headings).toEqual([...new Set(headings)]);
  const links = [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(0);
  const leadsSomewhere = (link: string) =>
    link.startsWith('#') ? headings.includes(link.slice(1)) : existsSync(new URL(link, new URL(path, root)));
  expect(links.filter((link) => !leadsSomewhere(link))).toEqual([]);
});

/** The anchor that GitHub makes of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
}
