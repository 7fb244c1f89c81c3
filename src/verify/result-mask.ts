import type { Provider } from '../kit/provider.ts';
import { maskJson, type TextMask, textMask } from '../secrets/masking.ts';
import { ownWordsOf } from '../secrets/own-words.ts';
import { type SecretParts, secretParts } from '../secrets/secret-parts.ts';
import type { InteractionResult } from './interaction-result.ts';
import type { Seen } from './stage.ts';
import type { Difference } from './verifier-report.ts';

/** What must not be printed. */
export interface Hidden {
  /** Real credentials and tokens: hidden wherever they stand. */
  readonly known: readonly string[];
  /** What was secret in the exchanges: hidden in what was answered. A word of the provider's own, such as `password`, is none. */
  readonly seen: readonly string[];
}

/**
 * Masks the results of a verification before they are printed: the verifier itself hides nothing. It masks as the journal
 * does, but differences instead of exchanges, and the provider's own words stay readable.
 */
export class ResultMask {
  /** Masks what is known to be secret. */
  readonly text: TextMask;
  readonly #answered: TextMask;
  readonly #parts: SecretParts;
  readonly #words: ReadonlySet<string>;

  constructor(provider: Provider, { known, seen }: Hidden) {
    this.#words = ownWordsOf(provider);
    this.text = textMask(known);
    this.#answered = textMask([...known, ...seen.filter((value) => !this.#isWord(value))]);
    this.#parts = secretParts(provider);
  }

  /** @param seen What was answered; nothing when that is not known. */
  result(result: InteractionResult, seen: Seen | undefined): InteractionResult {
    const { description, states, differences, disagreements, warnings, answered, reason } = result;
    return {
      ...result,
      description: this.text(description),
      states: states.map(this.text),
      ...(reason !== undefined && { reason: this.#answered(reason) }),
      differences: differences.map((difference) => this.#difference(difference, seen)),
      disagreements: disagreements.map(this.text),
      warnings: warnings.map(this.text),
      ...(answered && { answered: { ...answered, path: this.#answered(answered.path) } }),
    };
  }

  #difference({ place, message, ...values }: Difference, seen: Seen | undefined): Difference {
    if (this.#isSecret(place) && !Object.values(values).every((value) => this.#isWord(value)))
      return { place, message: 'It differs; what stands there is secret.' };
    if (isInBody(place) && !isReadable(seen))
      return { place: 'body', message: 'It differs; a body that is no JSON, or over 64 KiB, is not shown.' };
    return {
      place: this.#answered(place),
      ...Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, maskJson(value, this.#parts, this.#answered)]),
      ),
      message: this.#answered(message),
    };
  }

  /** `WRONG_TOKEN` as the code in `{"token": "WRONG_TOKEN"}` is no secret, and neither is that there is nothing. */
  #isWord(value: unknown): boolean {
    if (typeof value !== 'string') return value === undefined || value === null;
    return value === '' || this.#words.has(value.toLowerCase());
  }

  #isSecret(place: string): boolean {
    const header = /^header (.*)$/.exec(place)?.[1];
    if (header !== undefined) return this.#parts.isSecretHeader(header);
    return place.split(/[.[\]'"]+/).some((name) => this.#parts.isSecretName(name));
  }
}

function isInBody(place: string): boolean {
  return place !== 'status' && place !== 'interaction' && place !== 'recording' && !place.startsWith('header ');
}

/** Only in JSON can what is secret be told from the rest; the journal shows a body of anything else as its length. */
function isReadable(seen: Seen | undefined): boolean {
  return seen !== undefined && 'entry' in seen && typeof seen.entry.response.body !== 'string';
}
