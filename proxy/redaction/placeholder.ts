import { randomBytes } from 'node:crypto';
import type { SecretRole } from '../../src/kit/secret-place.ts';

// All forms hold this, which no real value is likely to: it reads "secret".
const sign = '5ec2e7';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const hexForm = /^[0-9a-f]{20,128}$/i;
const digitsForm = /^\d{6,15}$/;
const prefix = '([a-z]{2,8}-)?';
const placeholderForms = [
  new RegExp(`^${prefix}${sign}00-0000-4000-8000-[0-9a-f]{12}$`),
  new RegExp(`^${sign}0{2,110}[0-9a-f]{12}$`),
  /^5270\d{11}$/,
  new RegExp(`^${prefix}Redacted\\.[A-Z][a-z_]+\\.${sign}[0-9a-f]{12}$`),
  new RegExp(`^${prefix}redacted\\.[a-z_]+\\.${sign}[0-9a-f]{12}$`),
];

/** Whether a value is one that redaction put there. */
export function isPlaceholder(value: string): boolean {
  return placeholderForms.some((form) => form.test(value));
}

/**
 * What stands for a secret: of the same form where providers tell forms apart (a UUID, hexadecimal digits, digits), else a
 * text that a rule for strong passwords takes too, or, for one that does not fit, a text that it refuses. Nothing of the
 * secret but this form goes into it.
 */
export function placeholder(secret: string, role: SecretRole, digits: string, fits = true): string {
  if (uuidForm.test(secret)) return `${sign}00-0000-4000-8000-${digits}`;
  if (hexForm.test(secret)) return sign + digits.padStart(secret.length - sign.length, '0');
  if (digitsForm.test(secret) && /^\d{12}$/.test(digits)) return `5270${digits.slice(1)}`;
  const text = `Redacted.${role.slice(0, 1).toUpperCase()}${role.slice(1)}.${sign}${digits}`;
  return fits ? text : text.toLowerCase();
}

/** A text without placeholders, whose own words may be somebody's password. */
export function withoutPlaceholders(text: string): string {
  return text.replaceAll(/redacted\.[a-z_]+\.5ec2e7[0-9a-f]{12}/gi, '');
}

/** A placeholder without what tells it from others: the form of the secret. */
export function formOf(value: string): string {
  return isPlaceholder(value) ? value.slice(0, -11) : '';
}

/** Whether a placeholder stands for a secret that its schema refuses. */
export function isUnfit(value: string): boolean {
  return /^([a-z]{2,8}-)?redacted\./.test(value) && isPlaceholder(value);
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
