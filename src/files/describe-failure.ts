import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * What a module that could not be loaded said, in one line, with the file and the line of code where that was.
 *
 * @param file The module's, where it is known: Node does not tell where the syntax of JavaScript is wrong, unless it is asked.
 */
export function describeFailure(error: unknown, file?: string): string {
  if (!(error instanceof Error)) return `it threw ${typeof error}`;
  const [line = ''] = error.message.trim().split('\n', 1);
  const place = placeIn(error.stack ?? '') ?? (error instanceof SyntaxError && file ? syntaxPlace(file) : undefined);
  return `${error.name}: ${line.replace(/\.$/, '')}${place ? ` (${place})` : ''}`;
}

/** The first place of a file that a stack names: what threw may stand in a file that the module imports. */
function placeIn(stack: string): string | undefined {
  const [, url = '', line] =
    /(?:^|[\s(])(file:\/\/[^\s()?]+?)(?:\?[^\s):]*)?:(\d+)(?::\d+)?(?=[\s)]|$)/m.exec(stack) ?? [];
  return URL.canParse(url) ? `${fileURLToPath(url)}:${line}` : undefined;
}

function syntaxPlace(file: string): string | undefined {
  const { stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8', timeout: 10_000 });
  const [, line] = /:(\d+)$/m.exec(stderr.split('\n', 1)[0] ?? '') ?? [];
  return line && `${file}:${line}`;
}
