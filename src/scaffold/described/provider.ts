import { defineProvider } from 'api-understudy/provider';
import { api, folder } from './api.ts';
import { schemas } from './checks.ts';
import { errors } from './errors.ts';
import { operations } from './operations.ts';
import { state } from './state.ts';

const { name, title, hosts, upstream, credentials, secrets, requiredHeaders } = api;

// biome-ignore lint/style/noDefaultExport: the default export of a module is what `--provider` takes.
export default defineProvider({
  name,
  title,
  hosts,
  upstream,
  folder,
  schemas,
  credentials,
  secrets,
  requiredHeaders,
  operations,
  errors,
  state,
  samples: Object.fromEntries(
    api.operations.flatMap(({ name: operation, sample }) => (sample ? [[operation, () => sample] as const] : [])),
  ),
});
