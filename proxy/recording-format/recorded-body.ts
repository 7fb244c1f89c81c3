import { parseJsonText } from '../../src/kit/protocols/json.ts';
import type { SafeBody } from '../redaction/message.ts';
import type { RecordedBody } from './recording.ts';

/** A body in the form of a file; nothing for an empty one. */
export function recordedBody(body: SafeBody): RecordedBody | undefined {
  if ('gap' in body) return { not_kept: body.gap, bytes: body.length };
  if ('binary' in body) return { base64: body.binary.toString('base64') };
  if (body.text === '') return undefined;
  const value = (body.json ?? parseJsonText(body.text))?.value;
  return value !== undefined && JSON.stringify(value) === body.text ? { json: value } : { text: body.text };
}

/** The bytes of a body; nothing when they were not kept. */
export function bodyBytes(body: RecordedBody | undefined): Buffer | undefined {
  if (body === undefined) return Buffer.alloc(0);
  if ('not_kept' in body) return undefined;
  if ('base64' in body) return Buffer.from(body.base64, 'base64');
  return Buffer.from('text' in body ? body.text : JSON.stringify(body.json));
}
