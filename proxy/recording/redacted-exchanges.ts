import type { Credential } from '../../src/secrets/credential.ts';
import type { Recording } from '../recording-format/recording.ts';
import { plainExchange } from '../recording-format/to-recording.ts';
import { Redactions } from '../redaction/redactions.ts';
import { TooManySecretsError } from '../redaction/too-many-secrets.ts';
import type { UpstreamExchange } from '../wire/exchange.ts';
import { redactedRecording, SecretLeftError } from './exchange-file.ts';

/** Exchanges as recordings would hold them, for those who compare and keep nothing. */
export class RedactedExchanges {
  readonly #redactions: Redactions;

  constructor(settings: { readonly credentials: readonly Credential[]; readonly secrets: readonly string[] }) {
    this.#redactions = new Redactions(settings);
  }

  /** Why there is none, for an exchange that was broken off or cannot be redacted. */
  recordingOf(exchange: UpstreamExchange): Recording | { readonly reason: string } {
    const { ending, reply } = exchange;
    if (!reply || ending === 'upstream-failed') return { reason: 'the API did not answer to the end' };
    if (ending === 'client-gone') return { reason: 'the client went away before the end' };
    try {
      const facts = { sequence: 0, pseudonymised: false };
      return redactedRecording(plainExchange(exchange), this.#redactions.of(exchange.provider), facts).recording;
    } catch (error) {
      const isRefused = error instanceof TooManySecretsError || error instanceof SecretLeftError;
      if (isRefused) return { reason: 'its secrets cannot be told from the rest' };
      throw error;
    }
  }
}
