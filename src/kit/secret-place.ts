/** What a secret is for. */
export type SecretRole = 'token' | 'api_key' | 'organization' | 'user' | 'password';

/**
 * Where a provider's credentials stand in a request. Members that a schema annotates with `x-secret` need no declaration
 * here: this one list is for what no schema of a body can say.
 */
export type SecretPlace = {
  readonly role: SecretRole;
  /** The operations that need it; without this list all do. */
  readonly operations?: readonly string[];
  /** The operation that gives it out; without one somebody must have it before the first call. */
  readonly issuedBy?: string;
} & (
  | {
      readonly in: 'header';
      /** In lower case. */
      readonly name: string;
    }
  | {
      /** A parameter of the query, as API keys are sent. */
      readonly in: 'query';
      readonly name: string;
    }
  /** A path parameter of the operations' paths, by its name there. */
  | { readonly in: 'path'; readonly param: string }
  /** JSON pointer into the request's body; for a batch, into each of its members. */
  | {
      readonly in: 'body';
      readonly pointer: string;
      /** What such a value looks like (global): one that a mistaken client puts elsewhere in a request is masked too. */
      readonly form?: RegExp;
    }
);
