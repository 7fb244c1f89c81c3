import { registerHooks } from 'node:module';

/** The query by which a module is told from its earlier versions. */
const mark = 'understudy-version=';
let isRegistered = false;

/**
 * The query that makes an import load a module anew, with all that it imports beside installed packages: Node keeps a module for
 * its address, and a query is a part of that. What such modules take in memory is never given back, so this is for development.
 */
export function reloadable(version: number): string {
  if (!isRegistered) registerHooks({ resolve: passMarkOn });
  isRegistered = true;
  return `${mark}${version}`;
}

type ResolveHook = NonNullable<Parameters<typeof registerHooks>[0]['resolve']>;

const passMarkOn: ResolveHook = (specifier, context, nextResolve) => {
  const found = nextResolve(specifier, context);
  const version = context.parentURL?.split(`?${mark}`, 2)[1];
  if (version === undefined || !isOwn(found.url)) return found;
  return { ...found, url: `${found.url}?${mark}${version}` };
};

/** Code of the plug-in's own: a file that is no installed package's. */
function isOwn(url: string): boolean {
  return url.startsWith('file:') && !url.includes('?') && !url.includes('/node_modules/');
}
