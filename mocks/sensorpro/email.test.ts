import { expect, test } from 'vitest';
import { isSensorproEmail } from './schemas.ts';

test.each([
  'a@b.co',
  'rcoady@gmailX2.com',
  "o'brien+x@a-b.example",
  'ünal@bücher.example',
  'a@b.c.de',
  'a@b.xn--p1ai',
  'a@b.XN--FIQS8S',
])('%s is an email', (text) => expect(isSensorproEmail(text)).toBe(true));

test.each([
  '',
  'a',
  '@b.co',
  'a@',
  'a@b',
  'a@b.c',
  'a@.co',
  'a@b..co',
  'a@b.co.',
  'a@b@c.co',
  'a b@c.co',
  'a@b.co\n',
  'a@b.12',
  'a@b.xn--',
  'a@b.xn--a-',
])('%j is none', (text) => expect(isSensorproEmail(text)).toBe(false));
