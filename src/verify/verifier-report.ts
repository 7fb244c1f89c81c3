import { isJsonObject, parseJson } from '../kit/protocols/json.ts';

/** One way in which a reply is not what the pact expects. */
export interface Difference {
  /** `status`, a header's name or a path in the body. */
  readonly place: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** In the verifier's words. */
  readonly message: string;
}

/** What the verifier found, interaction by interaction, in the order of the pact; none for one that holds. */
export type Findings = readonly (readonly Difference[])[];

/**
 * Takes the verifier's JSON report apart. Its results stand in the order of the interactions; its errors stand apart
 * from them, in the same order, those of pending interactions in a list of their own.
 */
export function readReport(report: unknown, pending: readonly boolean[]): Findings | undefined {
  if (!isJsonObject(report) || !Array.isArray(report.interactionResults)) return undefined;
  const results: unknown[] = report.interactionResults;
  if (results.length !== pending.length) return undefined;
  const [errors, pendingErrors] = [listIn(report.errors), listIn(report.pendingErrors)];
  return results.map((result, index) => {
    if (isJsonObject(result) && result.result === 'OK') return [];
    return differencesIn((pending[index] ? pendingErrors : errors).shift());
  });
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? [...value] : [];
}

function differencesIn(error: unknown): Difference[] {
  const mismatch = isJsonObject(error) && isJsonObject(error.mismatch) ? error.mismatch : {};
  const differences = listIn(mismatch.mismatches).filter(isJsonObject).map(differenceOf);
  if (differences.length > 0) return differences.sort((one, other) => compareTexts(rankOf(one), rankOf(other)));
  return [
    { place: 'interaction', message: textIn(mismatch.message) ?? 'It failed, and the verifier does not tell why.' },
  ];
}

function differenceOf({ type, key, path, expected, actual, mismatch }: { [name: string]: unknown }): Difference {
  return {
    place: placeOf(type, key ?? path),
    expected: readPrinted(expected),
    actual: readPrinted(actual),
    message: textIn(mismatch) ?? '',
  };
}

/** The verifier prints most values as JSON in a text. */
function readPrinted(printed: unknown): unknown {
  const parsed = typeof printed === 'string' ? parseJson(Buffer.from(printed)) : undefined;
  return parsed ? parsed.value : printed;
}

function placeOf(type: unknown, detail: unknown): string {
  if (type === 'StatusMismatch') return 'status';
  if (type === 'HeaderMismatch') return `header ${detail}`;
  return textIn(detail) ?? 'body';
}

/** The status first, then headers, then the body from its root on; the verifier's own order is by chance. */
function rankOf({ place }: Difference): string {
  const rank = place === 'status' ? 0 : place.startsWith('header ') ? 1 : 2;
  return `${rank} ${place}`;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
