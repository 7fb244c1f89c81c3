/**
 * Whether a path, put behind an upstream's base URL, would lead out of the base URL's own path: to another customer's, say.
 * Servers read a path in many ways, so all that somebody takes for a dot segment or a slash counts as one.
 */
export function leavesBase(upstream: string, path: string): boolean {
  const base = new URL(upstream).pathname;
  if (base === '/' || !/\.|%2e/i.test(path)) return false;
  return climbs(path) && !comesBack(upstream, base, path);
}

/** Whether the path goes above where it begins, even for a moment. Whoever reads fewer dot segments in it stays deeper. */
function climbs(path: string): boolean {
  const plain = path.replace(/%2e/gi, '.').replace(/%2f|%5c|\\/gi, '/');
  let depth = 0;
  for (const segment of plain.split('/')) {
    // Some servers take parameters off a segment first.
    const [name] = segment.split(';', 1);
    if (name === '..') depth -= 1;
    else if (name !== '' && name !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/** Whether it ends within the base path after all, for every reader: only where there is but one way to read it. */
function comesBack(upstream: string, base: string, path: string): boolean {
  if (/[;#\\]|%2f|%5c|\/\//i.test(path)) return false;
  const { pathname } = new URL(upstream + path);
  return pathname === base || pathname.startsWith(`${base}/`);
}
