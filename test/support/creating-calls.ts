import {
  type CallOptions,
  type ClientOptions,
  createGetResponseClient,
  createLeadConnectorClient,
  createLeelooClient,
  createSensorproClient,
} from '../../src/clients/index.ts';
import { sampleAccount, sampleUser } from './sample-bodies.ts';

/** A creating call of one client, with secrets in every place where the client takes some. */
export interface CreatingCall {
  readonly provider: string;
  /** The base URL without one given. */
  readonly defaultUrl: string;
  readonly secrets: readonly string[];
  create(clientOptions?: ClientOptions, callOptions?: CallOptions): Promise<unknown>;
}

const newPassword = 'S3cret-new-password!';

/** A creating call of each client. */
export const creatingCalls: readonly CreatingCall[] = [
  {
    provider: 'leeloo',
    defaultUrl: 'https://api.leeloo.ai/api/v2/accounts/email',
    secrets: ['s3cret-leeloo-token'],
    create: (clientOptions, callOptions) =>
      createLeelooClient({ token: 's3cret-leeloo-token', ...clientOptions }).createEmailAccounts(
        { data: [{ email: 'revolt@xmpl.net' }], connection_id: '5cfa283a2e9096000b440d51' },
        callOptions,
      ),
  },
  {
    provider: 'getresponse',
    defaultUrl: 'https://api2.getresponse.com/',
    secrets: ['5ec3e7aa5ec3e7aa5ec3e7aa5ec3e7aa', newPassword],
    create: (clientOptions, callOptions) =>
      createGetResponseClient({ apiKey: '5ec3e7aa5ec3e7aa5ec3e7aa5ec3e7aa', ...clientOptions }).addAccount(
        { ...sampleAccount, password: newPassword },
        callOptions,
      ),
  },
  {
    provider: 'leadconnector',
    defaultUrl: 'https://services.leadconnectorhq.com/users/',
    secrets: ['pit-s3cret-token', newPassword],
    create: (clientOptions, callOptions) =>
      createLeadConnectorClient({ token: 'pit-s3cret-token', ...clientOptions }).createUser(
        { ...sampleUser, password: newPassword },
        callOptions,
      ),
  },
  {
    provider: 'sensorpro',
    defaultUrl: 'https://apinie.sensorpro.net/auth/sys/signin',
    secrets: ['s3cret-api-key', 'S3cret-password!', 's3cret-session-token', newPassword],
    create: (clientOptions, callOptions) =>
      createSensorproClient({
        apiKey: 's3cret-api-key',
        organization: 'UNDERSTUDY',
        user: 'api@understudy.example',
        password: 'S3cret-password!',
        ...clientOptions,
      }).addSubOrganization(
        {
          Company: 'SubOrg',
          User: 'rcoady@gmail.com',
          IsAPIUser: false,
          Password: newPassword,
          CnfPassword: newPassword,
          ShareCredit: false,
          CopyAuthorizedSenderEmail: false,
        },
        callOptions,
      ),
  },
];

/** What Sensorpro answers to a sign-in, so that a call can follow. */
export const signedIn = {
  ExpiresIn: 3622,
  APIEndpoint: '',
  Token: 's3cret-session-token',
  Result: { RequestId: '1', ErrorMessages: [], StatusMesssages: [], TotalStatusMessages: 0, TotalErrors: 0 },
};
