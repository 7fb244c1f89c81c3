export {
  createGetResponseClient,
  type GetResponseClient,
  type GetResponseClientOptions,
} from './getresponse/getresponse-client.ts';
export { GetResponseError } from './getresponse/getresponse-error.ts';
export {
  createLeadConnectorClient,
  type LeadConnectorClient,
  type LeadConnectorClientOptions,
} from './leadconnector/leadconnector-client.ts';
export { LeadConnectorError } from './leadconnector/leadconnector-error.ts';
export type { Deletion, FoundUsers, ListedUser, ListedUsers, ShownUser } from './leadconnector/user.ts';
export { createLeelooClient, type LeelooClient, type LeelooClientOptions } from './leeloo/leeloo-client.ts';
export { LeelooError } from './leeloo/leeloo-error.ts';
export {
  createSensorproClient,
  type SensorproClient,
  type SensorproClientOptions,
} from './sensorpro/sensorpro-client.ts';
export { SensorproError } from './sensorpro/sensorpro-error.ts';
export type { SensorproCredentials } from './sensorpro/sign-in.ts';
export { CallError } from './transport/call-error.ts';
export { ProviderError } from './transport/provider-error.ts';
export type { CallOptions, ClientOptions, ReceivedResponse, SentRequest } from './transport/settings.ts';
export {
  ConnectionError,
  NotJsonError,
  RequestTimeoutError,
  TransportError,
  UnexpectedReplyError,
} from './transport/transport-errors.ts';
