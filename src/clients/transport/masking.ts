/** What stands where a secret was. */
export const mask = '***';

/** What a call must never show. */
export interface Secrets {
  /** Secrets that the client knows: its credentials, and passwords that it sends. */
  readonly values: readonly (string | undefined)[];
  /** Members of a reply whose values are secret, in any case, such as `APIKey`. */
  readonly members: readonly string[];
}

/** Makes a function that masks the secrets in a text, also where they are escaped for JSON or for a URL. */
export function createMasker({ values, members }: Secrets): (text: string) => string {
  const given = values.filter((value) => typeof value === 'string');
  const forms = given.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
  // The longest first: one secret can be the beginning of another.
  const known = [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  const issued = members.length === 0 ? undefined : memberPattern(members);
  return (text) => {
    const withoutIssued = issued ? text.replace(issued, `$1${mask}$2`) : text;
    return known.reduce((masked, form) => masked.replaceAll(form, mask), withoutIssued);
  };
}

/** Works on texts that are not whole, too: the reply may have been cut off inside of a secret. */
function memberPattern(members: readonly string[]): RegExp {
  const names = members.map((name) => name.replace(/[^\w]/g, '\\$&')).join('|');
  return new RegExp(`("(?:${names})"\\s*:\\s*")(?:[^"\\\\]|\\\\[\\s\\S])*\\\\?("|$)`, 'gi');
}
