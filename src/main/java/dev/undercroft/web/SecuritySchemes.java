package dev.undercroft.web;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** The names of the API document's security schemes; an operation's requirement is what is enforced. */
public final class SecuritySchemes {

    /** A token or an access key, as {@code Authorization: Bearer}. */
    public static final String BEARER = "bearer";

    /** The same in a header of its own. */
    public static final String ACCESS_KEY = "accessKey";

    /** A person's token and nothing else. */
    public static final String PERSON = "person";

    private SecuritySchemes() {}

    /** What takes a bearer takes the same credential in the other header. */
    static void addAlternatives(Operation operation) {
        if (operation.getSecurity() == null) {
            return;
        }
        List<SecurityRequirement> all = new ArrayList<>();
        for (SecurityRequirement requirement : operation.getSecurity()) {
            all.add(requirement);
            if (requirement.hasScheme(BEARER)) {
                all.add(OASFactory.createSecurityRequirement().addScheme(ACCESS_KEY, requirement.getScheme(BEARER)));
            }
        }
        operation.setSecurity(all);
    }
}
