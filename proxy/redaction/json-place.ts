import { anyMember, isMatcherWord } from './matcher-words.ts';
import { cookieRole, type JsonSegment, type Roles } from './roles.ts';
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
  /** How many members of the path are lists of cookies, as an HTTP Archive has them. */
  #cookies = 0;

  constructor(roles: Roles) {
    this.#roles = roles;
  }

  /** @param described What a member beside it says of all that is there. */
  enter(segment: JsonSegment, described?: Role): void {
    const named = this.#roleInside(segment);
    this.#inside.push(named && 'secret' in named ? named : (described ?? named));
    this.#path.push(segment);
    if (segment === 'cookies') this.#cookies += 1;
  }

  leave(): void {
    this.#inside.pop();
    if (this.#path.pop() === 'cookies') this.#cookies -= 1;
  }

  /** Whether the value here says what a matcher of a recording takes. */
  isMatcherWord(value: string): boolean {
    return this.#path.at(-1) === anyMember && isMatcherWord(value);
  }

  get role(): Role | undefined {
    const inside = this.#inside.at(-1);
    const isCookie = this.#cookies > 0 && this.#path.at(-1) === 'value' && !(inside && 'secret' in inside);
    return this.#roles.ofPlace(this.#path) ?? (isCookie ? cookieRole : inside);
  }

  /** A secret member makes all below it secret, and secret goes before personal. */
  #roleInside(segment: JsonSegment): Role | undefined {
    const around = this.#inside.at(-1);
    if (typeof segment === 'number' || (around && 'secret' in around)) return around;
    return this.#roles.ofName(segment) ?? around;
  }
}
