import { printableJson } from '../logging/printable.ts';
import { adminClient } from '../remote/admin-client.ts';
import { RemoteError } from '../remote/remote-error.ts';
import { type Coverage, sumOf } from '../rule-coverage/coverage.ts';
import { coverageLines, tooLittle } from '../rule-coverage/coverage-lines.ts';
import { readEnv } from './dot-env.ts';
import { ExitWith } from './exit-with.ts';

interface CoverageFlags {
  readonly url: string;
  readonly min?: number;
  readonly json?: boolean;
}

/** Prints which rules a running server's requests met. Ends with exit code 1 when they are fewer than asked for. */
export async function coverage({ url, min, json }: CoverageFlags): Promise<void> {
  const call = adminClient({
    url: url.replace(/\/$/, ''),
    session: 'default',
    adminToken: readEnv().UNDERSTUDY_ADMIN_TOKEN,
  });
  const coverages = coveragesIn(await call('GET coverage'), url);
  const lines = json
    ? coverages.map((each) => printableJson({ ...sumOf(each), ...each }))
    : coverageLines(coverages, { unmetRefusals: true });
  for (const line of lines) process.stdout.write(`${line}\n`);
  const complaints = min === undefined ? [] : tooLittle(coverages, min);
  for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
  if (complaints.length > 0) throw new ExitWith(1);
}

function coveragesIn({ providers }: Record<string, unknown>, url: string): Coverage[] {
  if (Array.isArray(providers)) return providers;
  throw new RemoteError(`Cannot read the coverage at ${url}: its server is of another version. Update both.`);
}
