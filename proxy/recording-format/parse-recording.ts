import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isDeeperThan, isJsonObject, jsonValue, maxDepth } from '../../src/kit/protocols/json.ts';
import { aroundBody, formatVersion, type Recording } from './recording.ts';
import { schemaText } from './schema-copy.ts';

/** What is wrong with a file and what to do, to stand after "Cannot load <file>: ". It holds nothing of the file. */
export interface Complaint {
  readonly complaint: string;
}

let compiled: ValidateFunction<Recording> | undefined;

/** Reads the text of a file. Cut-short, foreign and newer files give a complaint. */
export function parseRecording(text: string): Recording | Complaint {
  if (isDeeperThan(text, maxDepth + aroundBody)) return { complaint: 'it is nested too deeply. Move it elsewhere.' };
  const value = jsonValue(text);
  if (value === undefined) return { complaint: 'it is cut short or no JSON. Delete it, and record it again.' };
  if (!isJsonObject(value) || typeof value.version !== 'number')
    return { complaint: 'it is no recording. Move it elsewhere.' };
  if (value.version > formatVersion) {
    return {
      complaint: `its format is version ${value.version}, and this program knows ${formatVersion}. Update api-understudy.`,
    };
  }
  compiled ??= compile();
  if (compiled(value)) return value;
  const [error] = compiled.errors ?? [];
  const place = error?.instancePath ?? '';
  return { complaint: `${place === '' ? 'it' : place} ${error?.message ?? 'is wrong'}. Mend it, or record it again.` };
}

function compile(): ValidateFunction<Recording> {
  return new Ajv2020({ strict: false, validateSchema: false }).compile<Recording>(JSON.parse(schemaText()));
}
