/** Whom the audit trail names for requests: all who hold the token are one. */
export const API_ACTOR = 'api';
