// Generated from schemas/ by `npm run generate`; edit the schemas instead.

/**
 * A permission of a user by its name: the 189 of the document, then the 14 that HighLevel itself spells with `location`.
 */
export type LeadConnectorScope =
  | 'campaigns.readonly'
  | 'campaigns.write'
  | 'calendars.readonly'
  | 'calendars/events.write'
  | 'calendars/groups.write'
  | 'calendars.write'
  | 'contacts.write'
  | 'contacts/bulkActions.write'
  | 'workflows.readonly'
  | 'workflows.write'
  | 'triggers.write'
  | 'funnels.write'
  | 'forms.write'
  | 'surveys.write'
  | 'quizzes.write'
  | 'websites.write'
  | 'medias.write'
  | 'medias.readonly'
  | 'opportunities.write'
  | 'opportunities/leadValue.readonly'
  | 'opportunities/bulkActions.write'
  | 'reporting/phone.readonly'
  | 'reporting/adwords.readonly'
  | 'reporting/facebookAds.readonly'
  | 'reporting/attributions.readonly'
  | 'prospecting/auditReport.write'
  | 'reporting/reports.readonly'
  | 'reporting/agent.readonly'
  | 'reporting/reports.write'
  | 'reporting/stats.export'
  | 'payments.write'
  | 'payments/records.write'
  | 'payments/orders.readonly'
  | 'payments/orders.export'
  | 'payments/orders.import'
  | 'payments/orders.collectPayment'
  | 'payments/subscriptions.readonly'
  | 'payments/subscriptions.write'
  | 'payments/subscriptions.update'
  | 'payments/subscriptions.export'
  | 'payments/subscriptions.pauseResumeCancel'
  | 'payments/subscriptions.sharePaymentMethod'
  | 'payments/transactions.readonly'
  | 'payments/transactions.export'
  | 'payments/transactions.import'
  | 'payments/transactions.refund'
  | 'payments/transactions.viewReceipts'
  | 'payments/taxesSettings.readonly'
  | 'payments/settings.readonly'
  | 'payments/taxesSettings.updateInclusiveExclusive'
  | 'payments/taxesSettings.manageRates'
  | 'payments/taxesSettings.configureAutomatic'
  | 'products.readonly'
  | 'products.write'
  | 'products.delete'
  | 'products.duplicate'
  | 'products.bulkActions'
  | 'payments/settings.write'
  | 'payments/settings.configureReceipt'
  | 'payments/settings.configureSubscription'
  | 'invoices.write'
  | 'invoices.readonly'
  | 'invoices/schedule.readonly'
  | 'invoices/schedule.write'
  | 'invoices/template.readonly'
  | 'invoices/template.write'
  | 'reputation/review.write'
  | 'reputation/listing.write'
  | 'reputation/reviewsAIAgents.write'
  | 'reputation/gbp.write'
  | 'conversations.write'
  | 'conversations.readonly'
  | 'conversations/message.readonly'
  | 'conversations/message.write'
  | 'contentAI.write'
  | 'dashboard/stats.readonly'
  | 'locations/tags.write'
  | 'locations/tags.readonly'
  | 'marketing.write'
  | 'eliza.write'
  | 'settings.write'
  | 'socialplanner/post.write'
  | 'socialplanner/account.readonly'
  | 'socialplanner/account.write'
  | 'socialplanner/category.readonly'
  | 'socialplanner/category.write'
  | 'socialplanner/csv.readonly'
  | 'socialplanner/csv.write'
  | 'socialplanner/group.write'
  | 'socialplanner/hashtag.readonly'
  | 'socialplanner/hashtag.write'
  | 'socialplanner/oauth.readonly'
  | 'socialplanner/oauth.write'
  | 'socialplanner/post.readonly'
  | 'socialplanner/recurring.readonly'
  | 'socialplanner/recurring.write'
  | 'socialplanner/review.readonly'
  | 'socialplanner/review.write'
  | 'socialplanner/rss.readonly'
  | 'socialplanner/rss.write'
  | 'socialplanner/search.readonly'
  | 'socialplanner/setting.readonly'
  | 'socialplanner/setting.write'
  | 'socialplanner/stat.readonly'
  | 'socialplanner/tag.readonly'
  | 'socialplanner/tag.write'
  | 'socialplanner/filters.readonly'
  | 'socialplanner/medias.readonly'
  | 'socialplanner/medias.write'
  | 'socialplanner/watermarks.readonly'
  | 'socialplanner/watermarks.write'
  | 'socialplanner/metatag.readonly'
  | 'socialplanner/facebook.readonly'
  | 'socialplanner/linkedin.readonly'
  | 'socialplanner/twitter.readonly'
  | 'socialplanner/notification.readonly'
  | 'socialplanner/notification.write'
  | 'socialplanner/snapshot.readonly'
  | 'socialplanner/snapshot.write'
  | 'marketing/affiliate.write'
  | 'blogs.write'
  | 'membership.write'
  | 'communities.write'
  | 'gokollab.write'
  | 'certificates.write'
  | 'certificates.readonly'
  | 'adPublishing.write'
  | 'adPublishing.readonly'
  | 'prospecting.write'
  | 'prospecting.readonly'
  | 'prospecting/reports.readonly'
  | 'private-integration-account.readonly'
  | 'private-integration-account.write'
  | 'private-integration-company.readonly'
  | 'private-integration-company.write'
  | 'native-integrations.readonly'
  | 'native-integrations.write'
  | 'wordpress.write'
  | 'wordpress.read'
  | 'custom-menu-link.write'
  | 'qrcodes.write'
  | 'users/team-management.write'
  | 'users/team-management.readonly'
  | 'loginas.write'
  | 'users-sso-login-management.write'
  | 'users-sso-login-management.readonly'
  | 'sso-config.write'
  | 'snapshots/api.readonly'
  | 'snapshots/api.create'
  | 'snapshots/api.edit'
  | 'snapshots/api.push'
  | 'snapshots/api.refresh'
  | 'snapshots/api.share'
  | 'snapshots/api.delete'
  | 'internaltools.account-transfer.write'
  | 'internaltools.account-transfer.readonly'
  | 'affiliateportal.write'
  | 'affiliateportal.readonly'
  | 'companies.write'
  | 'internaltools.billing.write'
  | 'internaltools.billing.readonly'
  | 'internaltools.billing-common.readonly'
  | 'internaltools.billing-common.write'
  | 'voice-ai-agents.write'
  | 'voice-ai-agents.readonly'
  | 'voice-ai-common.readonly'
  | 'voice-ai-common.write'
  | 'voice-ai-agent-goals.readonly'
  | 'voice-ai-agent-goals.write'
  | 'voice-ai-dashboard.readonly'
  | 'agency/launchpad.write'
  | 'agency/launchpad.readonly'
  | 'launchpad/account.write'
  | 'launchpad/account.readonly'
  | 'text-ai-agents.write'
  | 'text-ai-agent-goals.readonly'
  | 'text-ai-agent-goals.write'
  | 'text-ai-agent-training.write'
  | 'text-ai-agents-dashboard.readonly'
  | 'accounts.create'
  | 'accounts.delete'
  | 'accounts.export.list'
  | 'accounts.features-limits.manage'
  | 'accounts.pause-resume'
  | 'accounts.agency-accounts.manage'
  | 'accounts.billing.manage'
  | 'accounts.details.manage'
  | 'audit-logs.readonly'
  | 'audit-logs.export'
  | 'private-integration-location.readonly'
  | 'private-integration-location.write'
  | 'internaltools.location-transfer.write'
  | 'internaltools.location-transfer.readonly'
  | 'launchpad/location.write'
  | 'launchpad/location.readonly'
  | 'locations.create'
  | 'locations.delete'
  | 'locations.export.list'
  | 'locations.features-limits.manage'
  | 'locations.pause-resume'
  | 'locations.agency-subaccounts.manage'
  | 'locations.billing.manage'
  | 'locations.details.manage';
/**
 * The language in which the user sees the platform.
 */
export type LeadConnectorPlatformLanguage =
  'en_US' | 'es' | 'fr_CA' | 'fr_FR' | 'nl' | 'de' | 'pt_PT' | 'pt_BR' | 'it' | 'sv' | 'da' | 'fi' | 'no';

/**
 * Every schema of leadconnector by its file name.
 */
export interface LeadconnectorSchemas {
  'create-user.reply': CreateUserReply;
  'create-user.request': CreateUserRequest;
  'delete-user.reply': DeleteUserReply;
  'get-user.reply': GetUserReply;
  permissions: LeadConnectorPermissions;
  'platform-language': LeadConnectorPlatformLanguage;
  refusal: LeadConnectorRefusal;
  scope: LeadConnectorScope;
  state: LeadConnectorState;
  'update-user.reply': UpdateUserReply;
  'update-user.request': UpdateUserRequest;
  user: LeadConnectorUser;
  'validation-refusal': LeadConnectorValidationRefusal;
}
/**
 * The user that was created.
 */
export interface CreateUserReply {
  /**
   * 20 letters and digits.
   */
  id: string;
  /**
   * The first name, a space, the last name.
   */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  /**
   * As it was sent. Left out if the user has none.
   */
  phone?: string;
  /**
   * Always empty.
   */
  extension: string;
  permissions: LeadConnectorPermissions;
  /**
   * A list, although the document calls it a string.
   */
  scopes: LeadConnectorScope[];
  roles: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone: {
    [k: string]: string;
  };
  platformLanguage: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId: string;
}
/**
 * The 38 switches of a user. `default` is what a flag gets that a new user or a seed leaves out.
 */
export interface LeadConnectorPermissions {
  campaignsEnabled?: boolean;
  campaignsReadOnly?: boolean;
  contactsEnabled?: boolean;
  workflowsEnabled?: boolean;
  workflowsReadOnly?: boolean;
  triggersEnabled?: boolean;
  funnelsEnabled?: boolean;
  websitesEnabled?: boolean;
  opportunitiesEnabled?: boolean;
  dashboardStatsEnabled?: boolean;
  bulkRequestsEnabled?: boolean;
  appointmentsEnabled?: boolean;
  reviewsEnabled?: boolean;
  onlineListingsEnabled?: boolean;
  phoneCallEnabled?: boolean;
  conversationsEnabled?: boolean;
  assignedDataOnly?: boolean;
  adwordsReportingEnabled?: boolean;
  membershipEnabled?: boolean;
  facebookAdsReportingEnabled?: boolean;
  attributionsReportingEnabled?: boolean;
  settingsEnabled?: boolean;
  tagsEnabled?: boolean;
  leadValueEnabled?: boolean;
  marketingEnabled?: boolean;
  agentReportingEnabled?: boolean;
  botService?: boolean;
  socialPlanner?: boolean;
  bloggingEnabled?: boolean;
  invoiceEnabled?: boolean;
  affiliateManagerEnabled?: boolean;
  contentAiEnabled?: boolean;
  refundsEnabled?: boolean;
  recordPaymentEnabled?: boolean;
  cancelSubscriptionEnabled?: boolean;
  paymentsEnabled?: boolean;
  communitiesEnabled?: boolean;
  exportPaymentsEnabled?: boolean;
}
export interface LeadConnectorRoles {
  type: 'account' | 'agency';
  role: 'admin' | 'user';
  locationIds: string[];
}
/**
 * A user to create.
 */
export interface CreateUserRequest {
  /**
   * The agency that the user belongs to.
   */
  companyId: string;
  /**
   * The given name.
   */
  firstName: string;
  /**
   * The family name.
   */
  lastName: string;
  /**
   * The address that the user signs in with, unique in the agency.
   */
  email: string;
  /**
   * Any string, an empty one included: the document states no strength.
   */
  password: string;
  /**
   * Kept and shown as sent.
   */
  phone?: string;
  /**
   * Whether the user works in accounts (locations) or for the agency.
   */
  type: 'account' | 'agency';
  /**
   * What the user may do there.
   */
  role: 'admin' | 'user';
  /**
   * The accounts (locations) that the user works in. It may be empty.
   */
  locationIds: string[];
  permissions?: LeadConnectorPermissions;
  /**
   * The scopes that are enabled, all others are disabled.
   */
  scopes?: LeadConnectorScope[];
  /**
   * The scopes that are enabled for what is assigned to the user only, all others are disabled.
   */
  scopesAssignedToOnly?: LeadConnectorScope[];
  /**
   * The address of a picture. It is not read.
   */
  profilePhoto?: string;
  /**
   * The inbound Twilio number for each account id, as E.164. The object sent replaces the one stored; an empty number stands for none.
   */
  twilioPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
}
/**
 * The user is gone.
 */
export interface DeleteUserReply {
  /**
   * The spelling is the provider's.
   */
  succeded: true;
  /**
   * Names the email and the name of the user.
   */
  message: string;
  /**
   * The id of this exchange.
   */
  traceId: string;
}
/**
 * The user with this id.
 */
export interface GetUserReply {
  /**
   * 20 letters and digits.
   */
  id: string;
  /**
   * The first name, a space, the last name.
   */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  /**
   * As it was sent. Left out if the user has none.
   */
  phone?: string;
  /**
   * Always empty.
   */
  extension: string;
  permissions: LeadConnectorPermissions;
  /**
   * A list, although the document calls it a string.
   */
  scopes: LeadConnectorScope[];
  roles: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone: {
    [k: string]: string;
  };
  platformLanguage: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId: string;
}
/**
 * The request was refused and nothing was changed.
 */
export interface LeadConnectorRefusal {
  statusCode: 400 | 401 | 403 | 404 | 413 | 429 | 507;
  message: string;
  /**
   * The name of the status. Some refusals lack it.
   */
  error?: 'Bad Request' | 'Unauthorized' | 'Not Found' | 'Payload Too Large';
}
/**
 * The users that exist, oldest first. Passwords are not kept: nothing compares them.
 */
export interface LeadConnectorState {
  users: LeadConnectorStoredUser[];
}
export interface LeadConnectorStoredUser {
  /**
   * 20 letters and digits.
   */
  id: string;
  companyId: string;
  firstName: string;
  lastName: string;
  /**
   * As it was sent.
   */
  email: string;
  phone?: string;
  type: 'account' | 'agency';
  role: 'admin' | 'user';
  locationIds: string[];
  permissions: LeadConnectorPermissions;
  scopes: LeadConnectorScope[];
  scopesAssignedToOnly: LeadConnectorScope[];
  profilePhoto?: string;
  /**
   * The inbound Twilio number for each account id.
   */
  twilioPhone: {
    [k: string]: string;
  };
  platformLanguage: LeadConnectorPlatformLanguage;
}
/**
 * The user after the change.
 */
export interface UpdateUserReply {
  /**
   * 20 letters and digits.
   */
  id: string;
  /**
   * The first name, a space, the last name.
   */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  /**
   * As it was sent. Left out if the user has none.
   */
  phone?: string;
  /**
   * Always empty.
   */
  extension: string;
  permissions: LeadConnectorPermissions;
  /**
   * A list, although the document calls it a string.
   */
  scopes: LeadConnectorScope[];
  roles: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone: {
    [k: string]: string;
  };
  platformLanguage: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId: string;
}
/**
 * What to change of a user. A member that is not sent stays as it is.
 */
export interface UpdateUserRequest {
  /**
   * The agency that the user belongs to.
   */
  companyId?: string;
  /**
   * The given name.
   */
  firstName?: string;
  /**
   * The family name.
   */
  lastName?: string;
  /**
   * The address that the user has already: it can not be changed.
   */
  email?: string;
  /**
   * Any string, an empty one included: the document states no strength.
   */
  password?: string;
  /**
   * Kept and shown as sent.
   */
  phone?: string;
  /**
   * Whether the user works in accounts (locations) or for the agency.
   */
  type?: 'account' | 'agency';
  /**
   * What the user may do there.
   */
  role?: 'admin' | 'user';
  /**
   * The accounts (locations) that the user works in. It may be empty.
   */
  locationIds?: string[];
  permissions?: LeadConnectorPermissions;
  /**
   * The scopes that are enabled, all others are disabled.
   */
  scopes?: LeadConnectorScope[];
  /**
   * The scopes that are enabled for what is assigned to the user only, all others are disabled.
   */
  scopesAssignedToOnly?: LeadConnectorScope[];
  /**
   * The address of a picture. It is not read.
   */
  profilePhoto?: string;
  /**
   * The inbound Twilio number for each account id, as E.164. The object sent replaces the one stored; an empty number stands for none.
   */
  twilioPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
}
/**
 * A user as every reply shows it: without the password, the scopes for assigned data and the Twilio numbers.
 */
export interface LeadConnectorUser {
  /**
   * 20 letters and digits.
   */
  id: string;
  /**
   * The first name, a space, the last name.
   */
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  /**
   * As it was sent. Left out if the user has none.
   */
  phone?: string;
  /**
   * Always empty.
   */
  extension: string;
  permissions: LeadConnectorPermissions;
  /**
   * A list, although the document calls it a string.
   */
  scopes: LeadConnectorScope[];
  roles: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone: {
    [k: string]: string;
  };
  platformLanguage: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId: string;
}
/**
 * The body is JSON, but no valid user. Nothing was changed.
 */
export interface LeadConnectorValidationRefusal {
  /**
   * Every violation, in the order of the document's fields, unknown ones last.
   *
   * @minItems 1
   */
  message: string[];
  error: 'Unprocessable Entity';
  statusCode: 422;
  /**
   * The id of this exchange.
   */
  traceId: string;
}
