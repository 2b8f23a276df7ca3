package dev.undercroft.entries;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The error body of this door: what is wrong for people, and a code for programs. */
@Schema(name = "EntriesError")
public record EntriesError(
        @Schema(required = true) String error,

        @Schema(examples = "ENTRY_NOT_FOUND", required = true)
        String code) {}
