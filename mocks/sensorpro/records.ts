import type { SensorproOrganization, SensorproUser } from './generated/schemas.ts';

/** An organization as it is kept. */
export interface Organization extends Omit<SensorproOrganization, 'APIKey'> {
  /** None for one that was seeded without a key: nobody signs in to it. */
  readonly apiKey: string | undefined;
  /** There from the start and so not shown. */
  readonly own?: true;
}

/** A user as it is kept. */
export interface User extends Omit<SensorproUser, 'Password'> {
  /** A keyed digest of the password; none until one is set. */
  readonly digest?: string;
  /** There from the start and so not shown, until it is changed. */
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
