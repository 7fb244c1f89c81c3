/** A body with a secret that nobody declared: its form, or what stands around it, gives it away. */
export interface FormedSecret {
  readonly type: string;
  readonly body: (core: string) => string;
}

const pem = (core: string) => `-----BEGIN PRIVATE KEY-----\nMIIEvQ${core}\n-----END PRIVATE KEY-----`;
const jwt = (core: string) => `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${core}`;

/** Each by what it is, for people. */
export const formedSecrets: Readonly<Record<string, FormedSecret>> = {
  'a JSON Web Token': json((core) => ({ note: `It is ${jwt(core)}, or so.` })),
  'a private key': json((core) => ({ file: pem(core) })),
  'the password of an address': json((core) => ({ store: `postgres://me:${core}@db.example/0` })),
  'a token in an address': json((core) => ({ next: `https://x.example/?page=2&access_token=${core}` })),
  'a member named like a secret': json((core) => ({ sessionToken: core })),
  'a named value': json((core) => ({ fields: [{ name: 'new_password', value: core }] })),
  'a field of a user': text('application/x-www-form-urlencoded', (core) => `user[name]=me&user%5Bpassword%5D=${core}`),
  'an element': text('application/xml', (core) => `<u><password type="a">\n<![CDATA[${core}]]></password></u>`),
  'a hidden field': text('text/html', (core) => `<input type="hidden" name="csrf_token" value="${core}">`),
  'a part of a form': text(
    'multipart/form-data; boundary=b',
    (core) => `--b\r\nContent-Disposition: form-data; name=password\r\n\r\n${core}\r\n--b--\r\n`,
  ),
  'a bearer in a text': text('text/plain', (core) => `curl -H "Authorization: Bearer ${core}" x`),
};

function json(value: (core: string) => unknown): FormedSecret {
  return { type: 'application/json', body: (core) => JSON.stringify(value(core)) };
}

function text(type: string, body: (core: string) => string): FormedSecret {
  return { type, body };
}
