import { createHash } from 'node:crypto';
import type { StoredRecording } from '../../proxy/recording-format/recording.ts';
import { marked, saidIn } from '../corrections/request-values.ts';
import type { CorrectedPlace, Correction, EqualRequest } from '../kit/corrections.ts';
import type { Finding } from './finding.ts';
import { type SeenRequest, seenExchange } from './seen-exchange.ts';

/** The correction of findings in one recording, or why there is none, as a clause. */
export function correctionOf(
  findings: readonly Finding[],
  recordings: readonly StoredRecording[],
): Correction | string {
  const [first] = findings;
  const stored = recordings.find(({ file }) => file === first?.recording);
  const seen = stored && seenExchange(stored);
  if (!first || !seen || 'reason' in seen) return 'its recording cannot be read any more';
  const { operation, rule, recording, kind } = first;
  if (operation === 'batch') return 'it is of a batch, whose calls are corrected one by one';
  const said = saidIn(seen.request.body);
  const common = { operation, rule, recording, because: becauseOf(findings) };
  if (kind === 'outcome') {
    const when = equalRequest(seen.request, said);
    const { status, json, text } = seen.reply;
    const reply = { status, ...(text !== '' && { body: json ? json.value : text }) };
    return { ...common, file: fileOf(first, JSON.stringify(when)), when, reply };
  }
  const changes = findings.map((finding) => changeOf(finding, said));
  return { ...common, file: fileOf(first, JSON.stringify(changes)), changes };
}

function equalRequest({ method, path, query }: SeenRequest, said: unknown): EqualRequest {
  return { method, path: query === '' ? path : `${path}?${query}`, ...(said !== undefined && { body: said }) };
}

/** A value that names what was sent is general as far as the mock's own words name it, too: elsewhere it holds for these words. */
function changeOf({ place, expected, found }: Finding, body: unknown): CorrectedPlace {
  const [from, to] = [withMarks(expected, body), withMarks(found, body)];
  const isGeneral = marksIn(to).every((mark) => marksIn(from).includes(mark));
  return {
    place,
    ...(expected !== undefined && { from: isGeneral ? from : expected }),
    ...(found !== undefined && { to: isGeneral ? to : found }),
  };
}

function withMarks(value: unknown, body: unknown): unknown {
  return typeof value === 'string' ? marked(value, body) : value;
}

function marksIn(value: unknown): string[] {
  return typeof value === 'string' ? (value.match(/\{\{[^{}]*\}\}/g) ?? []) : [];
}

function becauseOf(findings: readonly Finding[]): string {
  const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 200));
  const places = findings.map(
    ({ place, expected, found }) => `at ${place || '/'} the mock has ${shown(expected)}, the API ${shown(found)}`,
  );
  return `${findings[0]?.recordedAt.slice(0, 10)}: ${places.join('; ')}`;
}

function fileOf({ operation, rule }: Finding, content: string): string {
  const [provider, name] = rule.split('/', 2);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return `${provider}/${operation}-${name}-${digest}.json`;
}
