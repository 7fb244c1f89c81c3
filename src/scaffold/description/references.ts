import type { JsonObject } from '../../kit/protocols/http.ts';
import { isJsonObject, pointerSegments } from '../../kit/protocols/json.ts';

/** What is said once of a description that could not be taken over whole, for whoever reads what was written. */
export class Notes {
  readonly #lines = new Set<string>();

  add(line: string): void {
    this.#lines.add(line);
  }

  get lines(): readonly string[] {
    return [...this.#lines];
  }
}

/** Follows the references of a description within itself. */
export class References {
  readonly #root: JsonObject;
  readonly #notes: Notes;

  constructor(root: JsonObject, notes: Notes) {
    this.#root = root;
    this.#notes = notes;
  }

  /** What a reference leads to; nothing when that is in another file, or not there. */
  at(reference: string): unknown {
    if (!reference.startsWith('#')) {
      this.#notes.add(`\`${reference}\` is in another file, which is not read: anything counts there.`);
      return undefined;
    }
    let value: unknown = this.#root;
    for (const segment of pointerSegments(decoded(reference.slice(1)))) {
      if (Array.isArray(value)) value = value[Number(segment)];
      else value = isJsonObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
    }
    if (value === undefined) this.#notes.add(`\`${reference}\` leads to nothing: anything counts there.`);
    return value;
  }

  /** The object itself, or the one that it refers to; an empty one when there is none. */
  object(value: unknown, most = 20): JsonObject {
    if (!isJsonObject(value)) return {};
    if (typeof value.$ref !== 'string') return value;
    return most === 0 ? {} : this.object(this.at(value.$ref), most - 1);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
