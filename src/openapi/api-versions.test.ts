import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { mocks } from '../../test/support/providers.ts';
import { findVersion } from '../kit/api-version.ts';
import { describe } from './describe.ts';

const { leadconnector, leeloo } = mocks;

function described(version?: string) {
  return JSON.parse(
    JSON.stringify(describe(leadconnector, 'http://127.0.0.1:4010', findVersion(leadconnector, version))),
  );
}

function bodyOf(document: ReturnType<typeof described>, path: string, method: string) {
  return document.paths[path][method].requestBody.content['application/json'].schema;
}

test.each([undefined, 'v3', '2021-07-28'])('the description of version %s is valid', async (version) => {
  const { valid, errors } = await new Validator().validate(described(version));
  expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
});

test('version v3 has no list of a location, demands strong passwords, and spells a deletion rightly', () => {
  const document = described('v3');
  expect(Object.keys(document.paths['/users/'])).toEqual(['post']);
  expect(bodyOf(document, '/users/', 'post').allOf[1]).toEqual({ $ref: '#/components/schemas/LeadConnectorV3Request' });
  const { schema } = document.paths['/users/{id}'].delete.responses[200].content['application/json'];
  expect(schema).toEqual({ $ref: '#/components/schemas/LeadConnectorV3Deletion' });
  expect(document.components.schemas).not.toHaveProperty('LeadConnectorDeletion');
});

test('the documented version refuses the scopes of v3, and shows none of its examples', () => {
  const document = described('2021-07-28');
  expect(Object.keys(document.paths['/users/'])).toEqual(['post', 'get']);
  expect(bodyOf(document, '/users/', 'post').allOf[1]).toEqual({
    $ref: '#/components/schemas/LeadConnectorRequestBeforeV3',
  });
  expect(JSON.stringify(document)).not.toContain('"succeeded":true');
});

test('all versions together are what the mock takes from anybody', () => {
  expect(bodyOf(described(), '/users/', 'post')).toEqual({ $ref: '#/components/schemas/CreateUserRequest' });
});

test('an unknown version is refused with those that there are', () => {
  expect(() => findVersion(leadconnector, 'v9')).toThrow('There are 2021-07-28, v3.');
  expect(() => findVersion(leeloo, 'v2')).toThrow('It has only one.');
  expect(findVersion(leadconnector, '2023-02-21')?.name).toBe('2021-07-28');
});
