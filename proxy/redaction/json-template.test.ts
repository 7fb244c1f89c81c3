import { expect, test } from 'vitest';
import { leeloo } from '../../mocks/leeloo/provider.ts';
import { jsonTemplate } from './json-template.ts';
import { rolesOf } from './roles.ts';
import { render } from './template.ts';

test('takes JSON behind a byte-order mark apart, and keeps the mark', () => {
  const text = '\ufeff{"email":"a@b.example"}';
  const template = jsonTemplate(text, rolesOf(leeloo, undefined, 'request'));
  expect(template && render(template, ({ value }) => value.toUpperCase())).toBe('\ufeff{"EMAIL":"A@B.EXAMPLE"}');
});
