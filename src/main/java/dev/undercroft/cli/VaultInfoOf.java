package dev.undercroft.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.undercroft.client.VaultInfo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what the vault is. */
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        description = "Says what the organisation's vault is; needs no vault key.")
final class VaultInfoOf implements Callable<Integer> {

    @Mixin
    VaultService service;

    @Override
    public Integer call() throws IOException {
        VaultInfo info = service.client()
                .info()
                .orElseThrow(() -> ReadFailure.refused(
                        "the organisation has no vault; make one with 'undercroft vault init'", false));
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("id", info.id().toString())
                .put("organization_id", info.organizationId())
                .put("created_at", info.createdAt().toString())
                .put("updated_at", info.updatedAt().toString())
                .put("payload_format", info.payloadFormat())
                .put("key_count", info.keyCount())
                .put("secret_count", info.secretCount())
                .put("recovery_key_count", info.recoveryKeyCount());
        service.output()
                .write(
                        json,
                        List.of(
                                "organisation    " + VaultOutput.shown(info.organizationId()),
                                "made at         " + info.createdAt(),
                                "payload format  " + info.payloadFormat(),
                                "secrets         " + info.secretCount(),
                                "recovery codes  " + info.recoveryKeyCount()));
        return 0;
    }
}
