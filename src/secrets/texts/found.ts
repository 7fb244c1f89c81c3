/** Where something stands in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A value in a text, and what it is. */
export interface FoundValue<Role> extends Span {
  readonly role: Role;
}

/** Says what names mean: to the journal that something is secret, to redaction also of what kind, or that it is personal. */
export interface NameReader<Role> {
  ofName(name: string): Role | undefined;
  isSecret(role: Role): boolean;
  /** What a credential behind `Bearer` and the like is. */
  readonly behindScheme: Role;
  /** What a password in a URL is. */
  readonly inUrl: Role;
}
