/** What an operation can answer: the status and the schema of the body. */
export interface ReplyDescription {
  readonly status: number;
  /** None for a reply without a JSON body. */
  readonly schema?: string;
  readonly description: string;
  /** Headers that say something of this API, by their names; those of HTTP itself need not be told. */
  readonly headers?: Readonly<Record<string, HeaderDescription>>;
}

/** A header of a reply. */
export interface HeaderDescription {
  readonly description: string;
  /** Whether every such reply has it; the mock's own are held to that. */
  readonly required?: boolean;
  /** Whether it leads to an address of the API itself, as `Link` and `Location` do: a replay leads to its own. */
  readonly 'x-base-url'?: true;
}
