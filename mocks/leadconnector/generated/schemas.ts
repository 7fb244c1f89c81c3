// Generated from schemas/ by `npm run generate`; edit the schemas instead.

/**
 * A permission of a user by its name: the 189 of the document, the 14 that HighLevel itself spells with `location`, and the five that `Version: v3` has besides.
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
  | 'locations.details.manage'
  | 'pipelines.create'
  | 'ai-studio.readonly'
  | 'ai-studio.write'
  | 'askai.write'
  | 'copilot.readonly';
/**
 * The language in which the user sees the platform.
 */
export type LeadConnectorPlatformLanguage =
  'en_US' | 'es' | 'fr_CA' | 'fr_FR' | 'nl' | 'de' | 'pt_PT' | 'pt_BR' | 'it' | 'sv' | 'da' | 'fi' | 'no';
/**
 * The user is gone, in the words of the version.
 */
export type DeleteUserReply = LeadConnectorDeletion | LeadConnectorV3Deletion;

/**
 * Every schema of leadconnector by its file name.
 */
export interface LeadconnectorSchemas {
  'before-v3.request': LeadConnectorRequestBeforeV3;
  'create-user.reply': CreateUserReply;
  'create-user.request': CreateUserRequest;
  'delete-user.reply': DeleteUserReply;
  deletion: LeadConnectorDeletion;
  'deletion-v3': LeadConnectorV3Deletion;
  'filter-users-by-email.reply': FilterUsersByEmailReply;
  'filter-users-by-email.request': FilterUsersByEmailRequest;
  'found-users': LeadConnectorFoundUsers;
  'get-user.reply': GetUserReply;
  'list-users.query': ListUsersQuery;
  'list-users.reply': ListUsersReply;
  'listed-user': LeadConnectorListedUser;
  permissions: LeadConnectorPermissions;
  'platform-language': LeadConnectorPlatformLanguage;
  refusal: LeadConnectorRefusal;
  roles: LeadConnectorRoles;
  scope: LeadConnectorScope;
  'search-users.query': SearchUsersQuery;
  'search-users.reply': SearchUsersReply;
  state: LeadConnectorState;
  'stored-user': LeadConnectorStoredUser;
  'update-user.reply': UpdateUserReply;
  'update-user.request': UpdateUserRequest;
  user: LeadConnectorUser;
  'v3.request': LeadConnectorV3Request;
  'validation-refusal': LeadConnectorValidationRefusal;
}
/**
 * What the versions before v3 refuse in a request to create or change a user, beyond the schema of that request: scopes that only v3 has.
 */
export interface LeadConnectorRequestBeforeV3 {
  scopes?: {
    [k: string]: unknown;
  }[];
  scopesAssignedToOnly?: {
    [k: string]: unknown;
  }[];
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
  scopes?: LeadConnectorScope[];
  roles?: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId?: string;
}
/**
 * The switches of a user: 38 of the document, each with the `default` that a new user or a seed gets that leaves it out, and ten that live users have besides, shown once they are set.
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
  opportunitiesBulkActionsEnabled?: boolean;
  certificatesEnabled?: boolean;
  mediaStorageEnabled?: boolean;
  reportingEnabled?: boolean;
  adPublishingEnabled?: boolean;
  adPublishingReadOnly?: boolean;
  wordpressEnabled?: boolean;
  customMenuLinkReadOnly?: boolean;
  customMenuLinkWrite?: boolean;
  gokollabEnabled?: boolean;
}
/**
 * Where a user works, and as what.
 */
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
   * Any string, an empty one included: the document states no strength. With `Version: v3` it has 12 characters or more, among them an upper-case and a lower-case letter, a digit and a special character.
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
 * The user is gone; what the versions before v3 answer.
 */
export interface LeadConnectorDeletion {
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
 * The user is gone; what `Version: v3` answers.
 */
export interface LeadConnectorV3Deletion {
  /**
   * The older versions spell it `succeded`.
   */
  succeeded: true;
  /**
   * Names the email and the name of the user.
   */
  message: string;
}
/**
 * The users that were found.
 */
export interface FilterUsersByEmailReply {
  /**
   * The users of this page.
   */
  users: LeadConnectorListedUser[];
  /**
   * How many were found, on all pages.
   */
  count: number;
}
/**
 * A user among others: all members, or those that a projection names.
 */
export interface LeadConnectorListedUser {
  /**
   * 20 letters and digits.
   */
  id?: string;
  /**
   * The first name, a space, the last name.
   */
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  /**
   * As it was sent. Left out if the user has none.
   */
  phone?: string;
  /**
   * Always empty.
   */
  extension?: string;
  permissions?: LeadConnectorPermissions;
  /**
   * A list, although the document calls it a string.
   */
  scopes?: LeadConnectorScope[];
  roles?: LeadConnectorRoles;
  /**
   * Whether the user was deleted.
   */
  deleted?: boolean;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
}
/**
 * Whose users are wanted, by email.
 */
export interface FilterUsersByEmailRequest {
  /**
   * The agency in which is searched.
   */
  companyId: string;
  /**
   * Emails, separated by commas.
   */
  emails: string;
  /**
   * Whether to look among deleted users instead; false unless it is sent.
   */
  deleted?: boolean;
  /**
   * How many of the users found to leave out at the beginning; 0 unless it is sent.
   */
  skip?: string;
  /**
   * How many users to show at most, 1 to 100; 25 unless it is sent.
   */
  limit?: string;
  /**
   * The members to show, separated by commas, or all; id and email unless it is sent.
   */
  projection?: string;
}
/**
 * The users that were found, page by page.
 */
export interface LeadConnectorFoundUsers {
  /**
   * The users of this page.
   */
  users: LeadConnectorListedUser[];
  /**
   * How many were found, on all pages.
   */
  count: number;
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
  scopes?: LeadConnectorScope[];
  roles?: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId?: string;
}
/**
 * Whose users are wanted.
 */
export interface ListUsersQuery {
  /**
   * The location whose users are wanted.
   */
  locationId: string;
}
/**
 * The users of a location.
 */
export interface ListUsersReply {
  /**
   * All of them.
   */
  users: LeadConnectorListedUser[];
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
 * Which users of a company are wanted.
 */
export interface SearchUsersQuery {
  /**
   * The agency in which is searched.
   */
  companyId: string;
  /**
   * A part of the full name, the email or the phone, in any case.
   */
  query?: string;
  /**
   * How many of the users found to leave out at the beginning; 0 unless it is sent.
   */
  skip?: number;
  /**
   * How many users to show at most; 25 unless it is sent.
   */
  limit?: number;
  /**
   * Only users of this location.
   */
  locationId?: string;
  /**
   * Only users of this type, account or agency.
   */
  type?: string;
  /**
   * Only users with this role, admin or user.
   */
  role?: string;
  /**
   * Only users with one of these ids, separated by commas.
   */
  ids?: string;
  /**
   * The member by which users are sorted, such as `dateAdded`; the full name unless it is sent.
   */
  sort?: string;
  /**
   * Whether the first in order comes first; asc unless it is sent.
   */
  sortDirection?: 'asc' | 'desc';
  /**
   * Only users with or without a two-way sync of their calendar. No user of the mock has one.
   */
  enabled2waySync?: boolean;
}
/**
 * The users that were found.
 */
export interface SearchUsersReply {
  /**
   * The users of this page.
   */
  users: LeadConnectorListedUser[];
  /**
   * How many were found, on all pages.
   */
  count: number;
}
/**
 * The users that exist, oldest first, those that were deleted, and the companies and locations that calls can name. Passwords are not kept: nothing compares them.
 */
export interface LeadConnectorState {
  users: LeadConnectorStoredUser[];
  /**
   * The users that were deleted, in the order of that. Their emails are free again. Absent in a state that is put, there are none.
   */
  deletedUsers?: LeadConnectorStoredUser[];
  /**
   * The agencies that exist; the first is that of the tokens. Absent in a state that is put, it is the one that a session begins with.
   */
  companies?: LeadConnectorCompany[];
  /**
   * The locations of the agencies. Absent in a state that is put, it is the one that a session begins with.
   */
  locations?: LeadConnectorLocation[];
}
/**
 * A user as it is stored.
 */
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
export interface LeadConnectorCompany {
  /**
   * No two companies share one.
   */
  id: string;
}
export interface LeadConnectorLocation {
  /**
   * No two locations share one.
   */
  id: string;
  /**
   * The agency that it belongs to.
   */
  companyId: string;
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
  scopes?: LeadConnectorScope[];
  roles?: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId?: string;
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
   * Any string, an empty one included: the document states no strength. With `Version: v3` it has 12 characters or more, among them an upper-case and a lower-case letter, a digit and a special character.
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
  /**
   * A code for changing the email, which editions of the description before 2026-06 have. It is taken and ignored.
   */
  emailChangeOTP?: string;
}
/**
 * A user as every reply shows it: without the password, the scopes for assigned data and the Twilio numbers. Required is what the document's example has, which is cut off; the mock shows the others too.
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
  scopes?: LeadConnectorScope[];
  roles?: LeadConnectorRoles;
  /**
   * The inbound numbers of the provider's own phone service, by account id. Always empty.
   */
  lcPhone?: {
    [k: string]: string;
  };
  platformLanguage?: LeadConnectorPlatformLanguage;
  /**
   * The id of this exchange.
   */
  traceId?: string;
}
/**
 * What `Version: v3` demands of a request to create or change a user, beyond the schema of that request.
 */
export interface LeadConnectorV3Request {
  /**
   * 12 characters or more, of all four kinds.
   */
  password?: string;
}
/**
 * The request is well-formed, but its fields or parameters are not valid. Nothing was changed.
 */
export interface LeadConnectorValidationRefusal {
  /**
   * Every violation, in the order of the fields in the description, unknown ones last.
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
