/** Longer names are judged by their ends: what a name is comes last in it. */
const longestName = 128;

// What a name ends in that holds a secret, once its words are written together in lower case: `user[new_password]`,
// `X-Api-Key`, `clientSecret`. What follows such a word says what else it is: `token_type` and `passwordPolicy` hold none.
const secretEnd =
  /(?:pass(?:word|wd|phrase|code)s?|pwd|secrets?|token|(?:access|refresh|auth|api|bearer|session|security)tokens|jwt|sessid|jsessionid|setcookie2?|(?:secret|security)answer|(?:api|secret|private|access|auth|signing|encryption|decryption|master|session|shared|subscription|functions|hmac|admin)keys?)(?:confirm(?:ation|ed)?|co?nf|again|repeat(?:ed)?|retyped?|verify|check|new|old|current|value|string|plain|text|raw|hash(?:ed)?|digest|encrypted|\d{1,4}){0,2}$/;
/** Too short to be looked for at the end of other words: `bypass`, `laptop`. */
const secretWhole =
  /^(?:(?:user|db|database|smtp|ftp|mail|email|login|root|admin|auth|proxy|new|old)?pass|(?:user)?otp|totp|(?:x|proxy)?authorization|cookie)$/;
/** Tokens that say where a list goes on, or which try it is: requests are told apart by them, and nobody gets in with one. */
const placeToken =
  /(?:page|next|prev|previous|continue|continuation|pagination|sync|cursor|scroll|skip|delta|resume|idempotency|design)token$/;
/** Whether there is a secret, not which. */
const yesOrNo =
  /^(?:is|has|had|show|hide|needs?|requires?|required|no|without|forgot|lost)(?:access|refresh|auth|new|old)?(?:password|passwd|secret|token|apikey)$/;

/**
 * Whether what stands under a name is a secret, with every provider: decided by the words in it, however they are joined.
 * The one list for the recorder, the journal and `recordings scan`.
 */
export function isSecretWord(name: string): boolean {
  if (!mayBeNamed.test(name)) return false;
  const words = name
    .slice(-longestName)
    .replaceAll(/[^a-z\d]+/gi, '')
    .toLowerCase();
  return (secretEnd.test(words) || secretWhole.test(words)) && !placeToken.test(words) && !yesOrNo.test(words);
}

/** What every such name, and every scheme before a credential, has a part of; nearly all texts have none. */
export const mayBeNamed =
  /pass|pwd|secret|token|key|auth|cookie|jwt|sess|otp|answer|bearer|basic|:\/\/[^\s/?#]{0,520}@/i;

const spellings = (name: string) => [name, name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)];
const describing = new Set(
  ['name', 'key', 'field', 'header', 'property', 'param', 'parameter', 'id', 'type'].flatMap(spellings),
);
const described = new Set(['value', 'val'].flatMap(spellings));

/** Whether a member says what the `value` beside it is: `{"name": "password", "value": "..."}`, as lists of fields have it. */
export function isDescribing(member: string): boolean {
  return describing.has(member);
}

/** Whether a member holds what another one beside it describes. */
export function isDescribed(member: string): boolean {
  return described.has(member);
}

/** Whether the `value` of an object is secret: by what its other members say, or as one of a list of cookies. */
export function describesSecret(
  object: Readonly<Record<string, unknown>>,
  around: string | undefined,
  isSecretName: (name: string) => boolean,
): boolean {
  if (around === 'cookies') return true;
  for (const name in object) {
    const said = isDescribing(name) ? object[name] : undefined;
    if (typeof said === 'string' && isSecretName(said)) return true;
  }
  return false;
}
