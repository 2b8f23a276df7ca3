package dev.undercroft.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** Bodies of requests. Stateless and thread safe. */
final class WireWriting {

    private WireWriting() {}

    static ObjectNode kdf(KdfParameters kdf) {
        return Json.object()
                .put("iterations", kdf.iterations())
                .put("memory_kib", kdf.memoryKib())
                .put("parallelism", kdf.parallelism());
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
