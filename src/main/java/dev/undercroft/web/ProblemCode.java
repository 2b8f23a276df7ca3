package dev.undercroft.web;

import java.util.Locale;

/**
 * Every error that the service answers with: its stable code, its status, and how to mend it where the thrower knows
 * nothing better. Codes are what clients branch on; they never change.
 */
public enum ProblemCode {
    INVALID_REQUEST(400, "The request is not well formed; send a JSON object as the operation describes."),
    INVALID_PATH(
            400, "Use up to 10 segments of a-z, 0-9, '-' and '_', joined by single slashes, 512 characters at most."),
    INVALID_SECRET_TYPE(400, "Use one of kv, json, certificate, ssh_key, api_key."),
    INVALID_DURATION(400, "Use a whole number and a unit of s, m, h, d or w, like 90d."),
    INVALID_CURSOR(400, "Start again without a cursor; send cursors back as they came, with the same filters."),
    INVALID_POLICY(400, "The policy is not well formed."),
    INVALID_GLOB(400, "The path pattern is not well formed."),
    INVALID_ROLE(400, "Use one of super_admin, partner_admin, tenant_admin."),
    CATEGORY_SIMPLE_REQUIRES_ENV_VAR(400, "A simple category needs 'envVarName', the name of its variable; send it."),
    CATEGORY_GROUP_REQUIRES_FIELDS(
            400, "A group category needs 'fieldDefinitions', the names of its variables; send at least one."),
    MAXIMUM_STORES_EXCEEDED(400, "The account has as many stores as it may have."),
    MAXIMUM_SECRETS_EXCEEDED(400, "The account has as many secrets as it may have."),
    VAULT_PROOF_REQUIRED(400, "Send either 'current_auth_hash' or 'recovery_auth_hash'."),
    AUTHENTICATION_REQUIRED(401, "Send a token in the header 'Authorization: Bearer <token>'."),
    TOKEN_EXPIRED(401, "The token has expired; get a new one."),
    TOKEN_INVALID(
            401, "The token is not one that this service trusts; check its issuer, audience, signature and times."),
    TOKEN_REVOKED(401, "The token was revoked; get a new one."),
    ACCESS_KEY_INVALID(
            401, "token_invalid", "The access key is unknown, expired or revoked; ask its owner for a new one."),
    /** The same to the caller, but of a key that is known here: whose it was stands in the trail. */
    ACCESS_KEY_REVOKED(
            401, "token_invalid", "The access key is unknown, expired or revoked; ask its owner for a new one."),
    ACCESS_DENIED(403, "No policy permits this action; ask an administrator for a binding."),
    INSUFFICIENT_SCOPE(403, "The token lacks the scope that this operation needs."),
    MFA_REQUIRED(403, "The policy asks for a fresh multi-factor sign-in; sign in again with a second factor."),
    IP_NOT_ALLOWED(403, "The policy does not allow this source address."),
    TIME_WINDOW_VIOLATION(403, "The policy does not allow this action at this time."),
    TENANT_ACCESS_DENIED(403, "The token may not act for this tenant."),
    SERVICE_NOT_ALLOWED(403, "The secret names no service that the token speaks for."),
    VAULT_PROOF_REFUSED(
            403, "That is not the proof of the vault's primary key; unlock with the current vault key first."),
    FORBIDDEN(403, "This operation is not for this identity."),
    SECRET_NOT_FOUND(404, "There is no such secret; check the path and the tenant."),
    VERSION_NOT_FOUND(
            404, "There is no such version: it never was, has aged out, was deleted, or its grace period ended."),
    FIELD_NOT_FOUND(404, "The secret's value has no such field at its top level."),
    POLICY_NOT_FOUND(404, "There is no such policy in this tenant."),
    BINDING_NOT_FOUND(404, "There is no such binding on this policy."),
    ROTATION_POLICY_NOT_FOUND(404, "There is no such rotation policy in this tenant."),
    SECRET_POLICY_NOT_FOUND(404, "There is no such value-generation policy in this tenant."),
    TENANT_NOT_FOUND(404, "There is no such tenant."),
    PARTNER_NOT_FOUND(404, "There is no such partner."),
    CATEGORY_NOT_FOUND(404, "There is no such category of yours."),
    ENTRY_NOT_FOUND(404, "There is no such entry of yours."),
    TWO_FACTOR_NOT_FOUND(404, "There is no such two-factor secret of yours."),
    ENV_PROJECT_NOT_FOUND(404, "There is no such env project of yours."),
    ENV_FILE_NOT_FOUND(404, "There is no such env file in this project."),
    STORE_NOT_FOUND(404, "There is no such store in this account."),
    ACCESS_KEY_NOT_FOUND(404, "There is no such access key of yours."),
    VAULT_NOT_FOUND(404, "This organisation has no vault; initialise one."),
    VAULT_KEY_NOT_FOUND(404, "This vault has no such key; it may be spent or revoked."),
    VAULT_SECRET_NOT_FOUND(404, "There is no such secret in this vault, or none that is granted to you."),
    ACCESS_RULE_NOT_FOUND(404, "This identity has no access to this secret."),
    AGENT_NOT_FOUND(404, "There is no such agent identity in this organisation."),
    NOT_FOUND(404, "There is no such operation; the OpenAPI document lists them all."),
    METHOD_NOT_ALLOWED(
            405, "This path does not know the method; the header 'Allow' and the OpenAPI document list what it knows."),
    NOT_ACCEPTABLE(
            406,
            "The answer is JSON; send 'Accept: application/json' or leave the header out. One field of a secret is plain text too."),
    SECRET_EXISTS(
            409, "A deleted secret holds this path until its retention ends; restore it or delete it permanently."),
    VERSION_CONFLICT(409, "Somebody else wrote meanwhile; read again and retry."),
    POLICY_IN_USE(409, "The policy is bound; remove its bindings or send force=true."),
    PARTNER_EXISTS(409, "A partner has or had this id; choose another."),
    TENANT_EXISTS(409, "A tenant has or had this id; choose another."),
    KEY_TYPE_IN_USE(409, "The category has entries, so its 'keyType' can't change; delete them first."),
    STORE_NAME_EXISTS(409, "A store of the account has this name."),
    STORE_SECRET_NAME_EXISTS(409, "A secret of the store has this name."),
    STORE_NOT_EMPTY(409, "The store has secrets; delete them, or send force=true."),
    VAULT_EXISTS(409, "This organisation has a vault; unlock it, or delete it first."),
    VAULT_KEY_IS_LAST(409, "A vault keeps its primary key; replace it instead."),
    VAULT_SECRET_EXISTS(409, "The id is taken; seal the secret anew for an id of its own."),
    VAULT_PAYLOAD_VERSION(409, "Somebody else changed the secret meanwhile; read it again and seal the next version."),
    VAULT_FULL(409, "The vault is full; delete secrets, or ask for more."),
    ACCESS_RULE_EXISTS(409, "This identity has access to this secret already."),
    AGENT_HANDLE_UNAVAILABLE(409, "An agent identity of this organisation has this handle; choose another."),
    SECRET_EXPIRED(410, "The secret has expired; write a new value with a new expiry, or patch its expiry."),
    PRECONDITION_FAILED(
            412,
            "version_conflict",
            "The secret is at another version than the request expects; read again and retry."),
    PAYLOAD_TOO_LARGE(413, "The body is larger than this service takes; send less in one request."),
    UNSUPPORTED_MEDIA_TYPE(415, "Send 'Content-Type: application/json'."),
    VALIDATION_ERROR(422, "A field has a wrong type or is out of range; details.fields names each."),
    RATE_LIMITED(429, "Too many requests; wait as the header 'Retry-After' says."),
    INTERNAL_ERROR(500, "Something went wrong here; retry once, then report the request id."),
    SERVICE_UNAVAILABLE(503, "The service cannot do this now; retry as the header 'Retry-After' says.");

    private final int status;
    private final String wireName;
    private final String text;

    ProblemCode(int status, String text) {
        this.status = status;
        this.wireName = name().toLowerCase(Locale.ROOT);
        this.text = text;
    }

    ProblemCode(int status, String wireName, String text) {
        this.status = status;
        this.wireName = wireName;
        this.text = text;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code as clients see it. */
    public String wireName() {
        return wireName;
    }

    /** What to say where the thrower has nothing more exact. */
    public String text() {
        return text;
    }

    /** The code with this name on the wire. */
    public static ProblemCode ofWireName(String wireName) {
        for (ProblemCode code : values()) {
            if (code.wireName.equals(wireName)) {
                return code;
            }
        }
        throw new IllegalArgumentException("no problem has the code " + wireName);
    }
}
