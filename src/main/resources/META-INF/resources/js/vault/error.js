const TEXTS = Object.freeze({
  // What a client refuses (docs/vault-crypto.md).
  format_refused: "the vault's format is not the expected one, or none that this client knows",
  parameters_refused: "the vault's parameters for deriving keys are out of the allowed range",
  organization_changed: "the service names another organisation than before",
  no_key_matched: "no vault key matched",
  vault_brought_back: "the service shows a vault that was replaced by another",
  secret_damaged: "the secret's ciphertext was changed or belongs elsewhere",
  secret_rolled_back: "the secret was brought back to a state that it had before",
  secret_renamed: "the secret's name or description is not the sealed one",
  payload_refused: "the secret's payload is not one of its type",

  // What was asked for can't be done.
  invalid_argument: "an argument is not valid",
  weak_vault_key: "a vault key needs at least 16 characters, among them A-Z, a-z, 0-9 and one that is none of these",
  invalid_payload: "the payload does not fit the secret's type",
  invalid_totp: "the one-time password's settings are not valid",
  wrong_type: "only a login holds a one-time password",
  no_totp: "the login holds no one-time password",
  closed: "the vault was closed",
  argon2_missing: "Argon2 could not be loaded: the service was built without it, or the page forbids it",
  derivation_failed: "the key could not be derived, perhaps for want of memory",
  memory_failed: "what is remembered of the vault could not be read or kept",

  // What the service answered.
  insecure_address: "the service's address must be https, or http on this machine",
  unreachable: "the service did not answer, or redirected, which is refused",
  unexpected_answer: "the service's answer is not one of this API",
  no_vault: "the organisation has no vault",
  bad_request: "the service refused the request",
  unauthorized: "the service does not accept the credential",
  forbidden: "the credential may not do this",
  not_found: "there is no such thing, or the credential may not see it",
  conflict: "it exists already, is the last one, or somebody else changed it: read again",
  too_many_requests: "too many requests: wait and try again",
  service_failed: "the service failed",
});

/**
 * Every refusal and failure of this module. `code` is stable, `message` is for people; neither holds anything secret.
 *
 * @property {string} code one of the codes of this file
 * @property {string} [secretId] the secret that is refused
 * @property {number} [status] the HTTP status of an answer
 * @property {string} [detail] what the service said; text of the service, never markup
 */
export class VaultError extends Error {
  /**
   * @param {keyof typeof TEXTS} code
   * @param {{secretId?: string, status?: number, detail?: string, what?: string, cause?: unknown}} [more] `what`
   *   is added to the message
   */
  constructor(code, { secretId, status, detail, what, cause } = {}) {
    super(what ? `${TEXTS[code]}: ${what}` : TEXTS[code], cause === undefined ? undefined : { cause });
    this.name = "VaultError";
    this.code = code;
    if (secretId !== undefined) this.secretId = secretId;
    if (status !== undefined) this.status = status;
    if (detail !== undefined) this.detail = detail;
  }
}
