package dev.undercroft.vault;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of every refusal of this door. */
@Schema(name = "VaultError")
public record VaultError(
        @Schema(
                implementation = Object.class,
                description = "what is wrong and how to mend it: a text; of status 422 an array of faults with"
                        + " loc, msg and type; of a handle that is taken an object")
        Object detail) {

    /** A fault of one field; {@code loc} is where, from the body on: names of members and positions in arrays. */
    @RegisterForReflection
    public record Fault(List<Object> loc, String msg, String type) {}
}
