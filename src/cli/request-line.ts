import type { LogDetails } from '../logging/logger.ts';
import { printable } from '../logging/printable.ts';
import { colors } from './colors.ts';

/** A request that the server itself refused. */
export function refusedLine({ status, error, method, path }: LogDetails): string {
  return `${'-'.padEnd(36)} ${colors.yellow(String(status))} toolkit ${String(error).padEnd(36)} ${colors.dim(`${method} ${printable(String(path))}`)}`;
}

/** The columns are as wide as what usually stands in them, so that lines stand below each other. */
export function requestLine({
  provider,
  operation = '-',
  method,
  path,
  status,
  refused,
  source,
  faults = '-',
  drift,
  driftRules = drift,
  rule = drift === undefined ? faults : driftRules,
  session,
  durationMs,
  sent,
  received,
}: LogDetails): string {
  const call = `${provider} ${operation}`.padEnd(36);
  const color = refused === true ? colors.yellow : colors.green;
  const ruleColor = drift === 'drifted' ? colors.red : (text: string) => text;
  const time = `${Number(durationMs).toFixed(1)} ms`.padStart(9);
  const bodies = [...bodyLine('>', sent), ...bodyLine('<', received)].join('');
  return `${call} ${color(String(status))} ${source} ${ruleColor(String(drift === 'drifted' ? `drifted: ${rule}` : rule).padEnd(36))} ${colors.dim(`${session}${time}  ${method} ${path}`)}${bodies}`;
}

/** A body below the line of its request. */
function bodyLine(mark: string, body: LogDetails[string]): string[] {
  return body === undefined ? [] : [`\n    ${colors.dim(`${mark} ${printable(String(body))}`)}`];
}
