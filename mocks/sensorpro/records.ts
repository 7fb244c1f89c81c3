import type { SensorproOrganization, SensorproUser } from './generated/schemas.ts';

/** An organization as it is kept. */
export interface Organization extends Omit<SensorproOrganization, 'APIKey'> {
  /** No two organizations share one. */
  readonly apiKey: string;
  /** There from the start: a state may put another in its place. */
  readonly own?: true;
}

/** A user as it is kept. */
export interface User extends Omit<SensorproUser, 'Password'> {
  /** A keyed digest of the password; none until one is set. */
  readonly digest?: string;
  /** There from the start: a state may put another in its place. */
  readonly own?: true;
}

/** What a sign-in returned. */
export interface Token {
  readonly token: string;
  /** Short code of the organization that it opens. */
  readonly organization: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}
