const TEXTS = Object.freeze({
  // What a client refuses (docs/vault-crypto.md).
  unknown_format: "this client does not know the vault's format",
  unexpected_format: "the vault has another format than expected or remembered",
  refused_parameters: "the parameters for deriving keys are weaker or stronger than allowed, or than remembered",
  organization_changed: "the service shows another organisation than the one expected or remembered",
  no_key_matched: "no vault key matched",
  deleted_vault: "the service shows a vault that was deleted and replaced by another",
  altered: "the secret's ciphertext was changed, or belongs elsewhere",
  rolled_back: "the secret is shown as it was before, or although it was deleted",
  renamed: "the secret's name or description is not the one that was sealed",
  invalid_payload: "the secret opens, but does not hold what its type demands",

  // What can't be done.
  weak_vault_key: "a vault key has at least 16 characters, among them A-Z, a-z, 0-9 and one that is none of these",
  invalid_input: "something that was handed in can't be used",
  wrong_type: "only a login has a one-time password",
  no_totp: "the login has no one-time password",
  closed: "the vault was closed",
  argon2_missing: "Argon2 can't be loaded: the service was built without it, or the page's policy forbids it",
  not_enough_memory: "there is not enough memory to derive the key",
  memory: "what is remembered of the vault can't be read or kept",

  // What the service answered.
  no_vault: "the organisation has no vault",
  unauthorized: "the service does not accept the credential",
  forbidden: "the credential may not do this",
  not_found: "there is no such thing, or the credential may not see it",
  conflict: "it exists already, is the last one, or somebody else changed it: read again",
  refused: "the service refused the request",
  too_many_requests: "too many requests: wait and try again",
  unavailable: "the service failed: try again later",
  unreachable: "the service does not answer, or points elsewhere, which is never followed",
  timeout: "the service did not answer in time",
  bad_answer: "the service's answer is not one of this API",
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
