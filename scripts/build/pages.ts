import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A page whose links to what only the checkout has are plain text. */
export function withoutDeadLinks(page: string, file: string): string {
  return page.replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, (link, text, target) => {
    const [path] = target.split('#');
    return URL.canParse(target) || existsSync(join(file, '..', path)) ? link : text;
  });
}
