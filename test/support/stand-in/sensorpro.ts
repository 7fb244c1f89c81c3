import { randomBytes, randomUUID } from 'node:crypto';
import type { Received } from '../upstream-stand-in.ts';
import { type Fields, fieldsIn, isEmail, isText, type Play, type Reply } from './reply.ts';

/** What the owner of the played organization knows. */
export const sensorproAccount = {
  api_key: '0badc0de0badc0de0badc0de0badc0de',
  organization: 'ACMEGROUP',
  user: 'integration@acme.example',
  password: 'Tr0ub4dor&3.real',
};

type Users = Map<string, { password: unknown; isApiUser: boolean }>;

/** Sensorpro as its documents have it. It numbers its messages, and names itself as the place for further calls. */
export function playSensorpro(): Play {
  const { user, password } = sensorproAccount;
  const users: Users = new Map([[user, { password, isApiUser: true }]]);
  const companies = new Set<unknown>();
  const tokens = new Set<string>();
  const calls: Record<string, (sent: Fields) => Reply> = {
    AddSubOrganization: (sent) => {
      const wrong = wrongOrganization(sent, companies);
      if (wrong.length > 0) return reply({ AddCount: 0, APIKey: '' }, wrong);
      companies.add(sent.Company);
      return reply({ AddCount: 1, APIKey: randomBytes(16).toString('hex') });
    },
    AddUpdateUser: (sent) => {
      const wrong = wrongUser(sent);
      if (wrong.length > 0) return reply({ AddCount: 0, UpdateCount: 0, FailedRequests: [{ User: sent.User }] }, wrong);
      const id = String(sent.User);
      const isNew = !users.has(id);
      users.set(id, { password: sent.Password, isApiUser: sent.APIUser === true });
      return reply({ AddCount: Number(isNew), UpdateCount: Number(!isNew), FailedRequests: [] });
    },
  };
  return ({ url, headers, body }) => {
    const [name = '', token = ''] = url.split('/').slice(3);
    if (name === 'signin') return signIn(headers, fieldsIn(body) ?? {}, users, tokens);
    if (!tokens.has(token)) return reply({ AddCount: 0, UpdateCount: 0, FailedRequests: [] }, ['Token is not valid']);
    if (name !== 'logoff') return calls[name]?.(fieldsIn(body) ?? {}) ?? reply({}, ['No such call']);
    tokens.delete(token);
    return reply({});
  };
}

function signIn(headers: Received['headers'], sent: Fields, users: Users, tokens: Set<string>): Reply {
  const { api_key, organization } = sensorproAccount;
  const found = users.get(String(sent.User));
  const isRight = headers['x-apikey'] === api_key && sent.Organization === organization;
  if (!isRight || !found?.isApiUser || found.password !== sent.Password)
    return reply({ ExpiresIn: 0, Token: '', APIEndpoint: '' }, ['Sign in failed']);
  const token = randomUUID();
  tokens.add(token);
  return reply({ Token: token, ExpiresIn: 3600, APIEndpoint: 'https://apinie.sensorpro.net/' });
}

function wrongOrganization({ Company, User, Password, CnfPassword }: Fields, companies: Set<unknown>): string[] {
  if (!isText(Company)) return ['Company is mandatory'];
  return [
    ...(/^[a-z0-9]+$/i.test(Company) ? [] : ['Company has special characters']),
    ...(companies.has(Company) ? ['Company exists'] : []),
    ...(isEmail(User) ? [] : ['User is no email']),
    ...wrongPassword(Password, CnfPassword),
  ];
}

function wrongUser({ User, FirstName, LastName, Menu = '*sys', Password, PasswordCnf }: Fields): string[] {
  return [
    ...(isEmail(User) ? [] : ['User is no email']),
    ...(isText(FirstName) && isText(LastName) ? [] : ['A name is missing']),
    ...(Menu === '*sys' ? [] : ['Menu is not *sys']),
    ...(Password === undefined ? [] : wrongPassword(Password, PasswordCnf)),
  ];
}

function wrongPassword(password: unknown, confirmed: unknown): string[] {
  return [
    ...(/^(?=.*[A-Z])(?=.*\d)(?=.*[@!$.]).{8,}$/.test(String(password)) ? [] : ['Password is weak']),
    ...(password === confirmed ? [] : ['Password is not confirmed']),
  ];
}

function reply(members: Fields, errors: readonly string[] = []): Reply {
  const messages = errors.map((text, index) => ({ Code: 4000 + index, Description: text, Sequence: index + 1 }));
  const result = {
    TotalErrors: errors.length,
    ErrorMessages: messages,
    RequestId: randomUUID(),
    Elapsed: '00:00:00.02',
  };
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'private',
    'X-AspNet-Version': '4',
  };
  return { status: 200, headers, body: JSON.stringify({ Result: result, ...members }) };
}
