import { randomBytes } from 'node:crypto';
import type { SecretRole } from '../../src/engine/secrets.ts';

// All forms hold this, which no real value is likely to: it reads "secret".
const sign = '5ec2e7';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const hexForm = /^[0-9a-f]{20,128}$/i;
const placeholderForms = [
  new RegExp(`^${sign}00-0000-4000-8000-[0-9a-f]{12}$`),
  new RegExp(`^${sign}0{2,110}[0-9a-f]{12}$`),
  new RegExp(`^Redacted\\.[A-Z][a-z_]+\\.${sign}[0-9a-f]{12}$`),
];

/** Whether a value is one that redaction put there. */
export function isPlaceholder(value: string): boolean {
  return placeholderForms.some((form) => form.test(value));
}

/**
 * What stands for a secret: of the same form where schemas demand one (a UUID, hexadecimal digits), else a text that a
 * rule for strong passwords takes too. Nothing of the secret but this form goes into it.
 */
export function placeholder(secret: string, role: SecretRole, digits: string): string {
  if (uuidForm.test(secret)) return `${sign}00-0000-4000-8000-${digits}`;
  if (hexForm.test(secret)) return sign + digits.padStart(secret.length - sign.length, '0');
  return `Redacted.${role.slice(0, 1).toUpperCase()}${role.slice(1)}.${sign}${digits}`;
}

/** For a secret that the upstream issued: no other one has them, in this run or another. */
export function uniqueDigits(): string {
  return randomBytes(6).toString('hex');
}

/** For the secrets of a request, told apart by their order only. */
export function orderDigits(order: number): string {
  return String(order).padStart(12, '0');
}

/** Whether a placeholder stands for a value that the upstream issued. */
export function isIssued(value: string): boolean {
  return isPlaceholder(value) && !/0{8}\d{4}$/.test(value);
}
