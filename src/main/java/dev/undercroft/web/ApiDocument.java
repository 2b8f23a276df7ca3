package dev.undercroft.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the API document with what the annotations of one resource can't say: the paths below {@code /v1/t/} and
 * {@code /v1/partner/}, which the same resources serve, every error, the credential, and where the service is.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String SECRETS = "/v1/secrets";
    private static final List<String> OF_A_TENANT = List.of(SECRETS, "/v1/policies", "/v1/audit");

    private static final List<String> OF_PATH_API = List.of("/v1/", "/.well-known/");
    private static final ApiErrors ERRORS = new ApiErrors("Error");
    // What an operation can answer besides its success, by status.
    private static final Map<Integer, String> FOR_EVERYBODY = Map.of(
            406, "not_acceptable: the answer is JSON, a field of a secret plain text too",
            429,
                    "rate_limited: the identity, or a network without credentials, asks too much of this replica; wait as Retry-After says",
            500, "internal_error: a fault of the service",
            503, "service_unavailable: the database or the trail can't be used now; wait as Retry-After says");
    private static final Map<Integer, String> FOR_CALLERS = Map.of(
            400,
                    "invalid_request, invalid_path, invalid_secret_type, invalid_duration, invalid_cursor, invalid_policy,"
                            + " invalid_glob: the request is not well formed",
            401, "authentication_required, token_expired, token_invalid, token_revoked",
            403,
                    "insufficient_scope, access_denied, ip_not_allowed, mfa_required, time_window_violation,"
                            + " tenant_access_denied, forbidden",
            404,
                    "secret_not_found, version_not_found, field_not_found, policy_not_found, binding_not_found,"
                            + " rotation_policy_not_found, secret_policy_not_found, tenant_not_found, partner_not_found",
            422, "validation_error: details.fields names each field and how to mend it");
    private static final Map<Integer, String> FOR_BODIES = Map.of(
            409, "secret_exists, version_conflict, policy_in_use, partner_exists, tenant_exists",
            413, "payload_too_large: the body is larger than the service takes",
            415, "unsupported_media_type: send application/json");
    private static final Map<Integer, String> FOR_SECRETS = Map.of(
            409, "secret_exists, version_conflict",
            410, "secret_expired: the secret is past its expiry",
            412, "version_conflict: the secret is at another version than If-Match or If-None-Match expects");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents()
                .addSecurityScheme(
                        SecuritySchemes.BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT or access key")
                                .description("A JSON Web Token of a trusted issuer, whose claim 'scope' carries the"
                                        + " scopes, or an access key"))
                .addSecurityScheme(
                        SecuritySchemes.ACCESS_KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key")
                                .description("The same credentials without the word Bearer; X-Auth-Key is read too"))
                .addSecurityScheme(
                        SecuritySchemes.PERSON,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "A person's JSON Web Token; access keys and service accounts are refused"));
        document.servers(List.of(
                OASFactory.createServer()
                        .url("http://localhost:8080")
                        .description("The service as it starts by default; give clients the address of yours"),
                OASFactory.createServer().url("/").description("The service that this document came from")));
        Map<String, PathItem> paths = new LinkedHashMap<>(document.getPaths().getPathItems());
        paths.forEach((path, item) -> item.getOperations().values().forEach(operation -> {
            OperationText.complete(operation);
            SecuritySchemes.addAlternatives(operation);
            if (OF_PATH_API.stream().anyMatch(path::startsWith)) {
                addErrors(path, operation);
            }
        }));
        paths.forEach((path, item) -> {
            if (OF_A_TENANT.stream().anyMatch(path::startsWith)) {
                document.getPaths().addPathItem("/v1/t/{tenant_id}" + path.substring(3), ofTenant(item));
            }
            if (path.startsWith(SECRETS)) {
                document.getPaths().addPathItem("/v1/partner" + path.substring(3), copy(item, "OfPartner"));
            }
        });
    }

    private static void addErrors(String path, Operation operation) {
        ERRORS.add(operation, FOR_EVERYBODY);
        if (operation.getSecurity() == null || operation.getSecurity().isEmpty()) {
            return;
        }
        ERRORS.add(operation, FOR_CALLERS);
        if (path.startsWith(SECRETS)) {
            ERRORS.add(operation, FOR_SECRETS);
        }
        if (operation.getRequestBody() != null) {
            ERRORS.add(operation, FOR_BODIES);
        }
    }

    private static PathItem ofTenant(PathItem item) {
        PathItem copy = copy(item, "OfTenant");
        Parameter tenant = OASFactory.createParameter()
                .name("tenant_id")
                .in(Parameter.In.PATH)
                .required(true)
                .description("A tenant of the caller's partner; partner admins only, but for the caller's own tenant")
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.STRING)
                        .pattern("tnt_[a-z0-9_]{4,28}"));
        return copy.addParameter(tenant);
    }

    private static PathItem copy(PathItem item, String suffix) {
        PathItem copy = OASFactory.createPathItem().parameters(item.getParameters());
        item.getOperations().forEach((method, operation) -> copy.setOperation(method, copy(operation, suffix)));
        return copy;
    }

    private static Operation copy(Operation operation, String suffix) {
        return OASFactory.createOperation()
                .operationId(operation.getOperationId() + suffix)
                .summary(operation.getSummary())
                .description(operation.getDescription())
                .tags(operation.getTags())
                .parameters(operation.getParameters())
                .requestBody(operation.getRequestBody())
                .responses(operation.getResponses())
                .security(operation.getSecurity());
    }
}
