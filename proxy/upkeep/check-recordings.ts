import type { Provider } from '../../src/kit/provider.ts';
import type { Credential } from '../../src/secrets/credential.ts';
import { canonicalJson } from '../matching/canonical.ts';
import { matcherProblem } from '../matching/matchers.ts';
import { whatFails } from '../matching/prove.ts';
import { checkStateValues } from '../recording/state-values.ts';
import { isEdited } from '../recording-format/edited.ts';
import { printRecording } from '../recording-format/print-recording.ts';
import { readFolder } from '../recording-format/read-folder.ts';
import type { Recording, StoredRecording } from '../recording-format/recording.ts';
import type { Redaction } from '../redaction/redaction.ts';
import { Redactions } from '../redaction/redactions.ts';
import { spelledOtherwise } from '../redaction/spelled-otherwise.ts';
import { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import { withNeutralBoundary } from '../wire/neutral-boundary.ts';
import { textOfFile } from './all-files.ts';
import { exchangeOf, withExchange } from './redact-recording.ts';
import { schemaWarning } from './schema-warnings.ts';

/** What is looked at, and by what. */
export interface UpkeepSettings {
  readonly folder: string;
  readonly providers: readonly Provider[];
  readonly credentials: readonly Credential[];
  /** Further values that are known to be secret. */
  readonly secrets: readonly string[];
}

/** One thing that was found. A warning does not make the check fail. */
export interface Finding {
  readonly file: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** What a check found. */
export interface CheckResult {
  readonly checked: number;
  readonly findings: readonly Finding[];
}

/** Looks at the format, the round trip, the secrets and the schemas of every file. Rejects with a RecordingsFolderError. */
export async function checkRecordings(settings: UpkeepSettings): Promise<CheckResult> {
  const { recordings, problems } = await readFolder(settings.folder);
  const made = new Redactions(settings);
  const findings: Finding[] = problems.map((message) => ({ file: '', severity: 'error', message }));
  for (const stored of recordings) {
    const provider = settings.providers.find(({ name }) => name === stored.recording.provider);
    const found = provider
      ? await findingsIn(stored, provider, made.of(provider), settings.folder)
      : [unknownProvider(stored)];
    findings.push(...found);
  }
  const kept = await checkStateValues(settings.folder);
  findings.push(...kept.problems.map((message): Finding => ({ file: '', severity: 'error', message })));
  return { checked: recordings.length + problems.length + kept.checked, findings };
}

async function findingsIn(
  stored: StoredRecording,
  provider: Provider,
  redaction: Redaction,
  folder: string,
): Promise<Finding[]> {
  try {
    return await checkOne(stored, provider, redaction, folder);
  } catch (error) {
    if (error instanceof TooManySecretsError) return [distrust(stored.file, `${error.message}. Delete it.`)];
    throw error;
  }
}

function distrust(file: string, problem: string): Finding {
  return { file, severity: 'error', message: `Cannot trust ${file}: ${problem}` };
}

async function checkOne(
  { file, recording }: StoredRecording,
  provider: Provider,
  redaction: Redaction,
  folder: string,
): Promise<Finding[]> {
  const error = (problem: string) => distrust(file, problem);
  const { verdict, reason = 'its check failed' } = recording.check;
  if (verdict === 'failed') return [error(`${reason}. It is never played; delete it and record it again.`)];
  const findings: Finding[] = [];
  const text = textOfFile(folder, file);
  if (typeof text !== 'string') return [error(`${text.found}. Check it anew.`)];
  const { operation, request, reply } = exchangeOf(recording);
  const safe = redaction.exchange(request, reply, operation);
  if (!isEqualJson(text, printRecording(withExchange(recording, safe, redaction)))) {
    findings.push(
      error(
        'it holds a secret, or a header or member that is not known to be harmless. Run `understudy recordings scrub`.',
      ),
    );
  }
  const respelled = () => redaction.request(spelledOtherwise(withNeutralBoundary(request), request.query), operation);
  const expected = () => ({ provider, operation, asked: safe.asked(), respelled, reply: safe.reply });
  const failure = verdict === 'proven' ? (matcherMistake(recording) ?? whatFails(text, expected())) : undefined;
  if (failure !== undefined) findings.push(error(`${failure}. Mend it, or record it again.`));
  const warning = schemaWarning(provider, recording);
  return warning === undefined
    ? findings
    : [...findings, { file, severity: 'warning', message: `Warning for ${file}: ${warning}.` }];
}

function matcherMistake(recording: Recording): string | undefined {
  const { body } = recording.request;
  return body && 'json' in body && isEdited(recording) ? matcherProblem(body.json) : undefined;
}

function unknownProvider({ file, recording }: StoredRecording): Finding {
  return distrust(file, `there is no provider ${recording.provider}. Move it elsewhere.`);
}

function isEqualJson(one: string, other: string): boolean {
  // Two that are the same text need not be taken apart.
  if (one === other) return true;
  const compared = (text: string) => JSON.stringify(canonicalJson(text, () => false));
  return compared(one) === compared(other);
}
