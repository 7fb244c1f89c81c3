import type { SafeRequest } from '../redaction/message.ts';
import type { RedactedRequest } from '../redaction/redaction.ts';
import { type Change, spelled, type Template } from '../redaction/template.ts';

/**
 * Whether a recorded request is the one that was asked, and redaction changed nothing in it, as it is where clients hold
 * published credentials alone: then both are read alike, and need not be taken apart to be compared.
 */
export function leftAsItCame({ method, path, query, headers, body }: SafeRequest, asked: RedactedRequest): boolean {
  const { templates, change } = asked;
  const isSame = (text: string, template: Template) => isUnchanged(template, change, text);
  return (
    method === asked.method &&
    isSame(path, templates.start) &&
    isSame(query, templates.query) &&
    headers.length === templates.headers.length &&
    templates.headers.every(([name, value], index) => {
      const header = headers[index];
      return header?.[0] === name && isSame(header[1], value);
    }) &&
    'text' in body &&
    templates.body !== undefined &&
    isSame(body.text, templates.body)
  );
}

/** Whether a template is of this very text, and keeps each of its values. */
function isUnchanged(template: Template, change: Change, text: string): boolean {
  let at = 0;
  for (const part of template) {
    const raw = typeof part === 'string' ? part : part.raw;
    if (typeof part !== 'string' && spelled(part, change) !== raw) return false;
    if (!text.startsWith(raw, at)) return false;
    at += raw.length;
  }
  return at === text.length;
}
