import type { JsonSegment, Roles } from './roles.ts';
import type { Role } from './template.ts';

/**
 * Where a reader of JSON is, and what that says of a value there. It is kept from member to member: to look at all names that
 * lead to a value anew for each value would take as many times as long as the text is deep.
 */
export class JsonPlace {
  readonly #roles: Roles;
  readonly #path: JsonSegment[] = [];
  /** What the names on the path say, for each part of it. */
  readonly #inside: (Role | undefined)[] = [];

  constructor(roles: Roles) {
    this.#roles = roles;
  }

  enter(segment: JsonSegment): void {
    this.#inside.push(this.#roleInside(segment));
    this.#path.push(segment);
  }

  leave(): void {
    this.#inside.pop();
    this.#path.pop();
  }

  get role(): Role | undefined {
    return this.#roles.ofPlace(this.#path) ?? this.#inside.at(-1);
  }

  /** A secret member makes all below it secret, and secret goes before personal. */
  #roleInside(segment: JsonSegment): Role | undefined {
    const around = this.#inside.at(-1);
    if (typeof segment === 'number' || (around && 'secret' in around)) return around;
    return this.#roles.ofName(segment) ?? around;
  }
}
