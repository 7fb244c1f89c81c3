import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject } from '../../kit/protocols/json.ts';
import { ScaffoldError } from '../scaffold-error.ts';

/** Larger descriptions are none that somebody wrote, in characters. */
const maxLength = 64 * 1_048_576;

/** An OpenAPI description. */
export interface Description {
  readonly root: JsonObject;
  /** Where it breaks the schema of its version, as many published ones do; what can be read of it is. */
  readonly problem: string | undefined;
}

/**
 * Reads an OpenAPI description, JSON or YAML. Rejects with a ScaffoldError that names the file and the place.
 *
 * @param file For messages.
 */
export async function readDescription(text: string, file: string): Promise<Description> {
  const refuse = (found: string) => new ScaffoldError(`Cannot read ${file}: ${found}`);
  if (text.length > maxLength) throw refuse(`it is over ${maxLength / 1_048_576} MiB. Describe less at once.`);
  // Loaded when somebody asks: a parser of YAML, which JSON is, too, and the schemas of all versions.
  const [{ parse }, { Validator }] = await Promise.all([import('yaml'), import('@seriousme/openapi-schema-validator')]);
  const root = orRefuse(
    () => parse(text) as unknown,
    (error) => refuse(`it is neither JSON nor YAML (${firstLine(error)}).`),
  );
  if (!isJsonObject(root)) throw refuse('it is no OpenAPI description, which is an object with a member `openapi`.');
  if (root.swagger !== undefined) {
    throw refuse('it is of version 2 (Swagger). Convert it to OpenAPI 3 first, such as by `npx swagger2openapi`.');
  }
  const version = ['3.0', '3.1', '3.2'].find((each) => String(root.openapi).startsWith(`${each}.`));
  if (version === undefined)
    throw refuse(
      `its \`openapi\` is ${JSON.stringify(root.openapi)?.slice(0, 40) ?? 'missing'}. Versions 3.0 and 3.1 are read.`,
    );
  const { valid, errors } = await new Validator().validate(structuredClone(root));
  if (!isJsonObject(root.paths) || Object.keys(root.paths).length === 0) throw refuse('it describes no paths.');
  return { root, problem: valid ? undefined : placeOf(errors) };
}

function orRefuse<Result>(work: () => Result, refuse: (error: unknown) => ScaffoldError): Result {
  try {
    return work();
  } catch (error) {
    throw refuse(error);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.slice(0, 200) ?? '';
}

/** The deepest place that is wrong tells most. */
function placeOf(errors: unknown): string {
  if (!Array.isArray(errors)) return String(errors).slice(0, 200);
  const [deepest] = errors
    .filter((error): error is { instancePath: string; message?: string } => typeof error?.instancePath === 'string')
    .sort((one, other) => other.instancePath.split('/').length - one.instancePath.split('/').length);
  return deepest ? `#${deepest.instancePath} ${deepest.message ?? 'is wrong'}` : 'it breaks the schema of its version';
}
