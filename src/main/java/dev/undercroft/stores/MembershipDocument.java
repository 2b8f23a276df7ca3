package dev.undercroft.stores;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a command-line client asks about its token: whose it is, and for which account. */
final class MembershipDocument {

    private MembershipDocument() {}

    /** An account: the token's tenant. */
    @Schema(name = "StoresAccount")
    public record Account(String id, String name) {}

    /** That the caller belongs to an account. */
    @Schema(name = "StoresMembership")
    public record Membership(String id, String status, Account account, List<String> roles) {}

    /** Who asks. */
    @Schema(name = "StoresUser")
    public record User(String id, String email) {}

    /** That the token counts. */
    @Schema(name = "StoresToken")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Token(
            String id,
            String status,
            @JsonProperty("expires_on") String expiresOn) {}

    /** Accounts, wrapped. */
    @Schema(name = "StoresAccountList")
    public record Accounts(
            boolean success,
            List<Envelope.Fault> errors,
            List<String> messages,
            List<Account> result,
            @JsonProperty("result_info") Envelope.Page page) {}

    /** Memberships, wrapped. */
    @Schema(name = "StoresMembershipList")
    public record Memberships(
            boolean success,
            List<Envelope.Fault> errors,
            List<String> messages,
            List<Membership> result,
            @JsonProperty("result_info") Envelope.Page page) {}

    /** A user, wrapped. */
    @Schema(name = "StoresUserAnswer")
    public record UserAnswer(boolean success, List<Envelope.Fault> errors, List<String> messages, User result) {}

    /** A token's state, wrapped. */
    @Schema(name = "StoresTokenAnswer")
    public record TokenAnswer(boolean success, List<Envelope.Fault> errors, List<String> messages, Token result) {}
}
