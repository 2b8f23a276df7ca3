import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Signs access tokens (RS256) with the service's own key, as its command line would, without a JVM for each. */
final class TokenSigner {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Duration LIFETIME = Duration.ofHours(2);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final String header;

    TokenSigner(Path pem) throws IOException, GeneralSecurityException {
        this.key = newestKey(Files.readString(pem));
        this.header = base64url(json(Map.of("alg", "RS256", "typ", "at+jwt", "kid", thumbprint(key))));
    }

    /** A token of the built-in issuer with these claims besides the ones that every token has. */
    String sign(String subject, Map<String, String> claims) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.put("iss", "undercroft");
        all.put("aud", "undercroft");
        all.put("sub", subject);
        all.put("iat", now);
        all.put("exp", now + LIFETIME.toSeconds());
        String signed = header + "." + base64url(json(all));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64URL.encodeToString(signature.sign());
    }

    private static RSAPrivateCrtKey newestKey(String pem) throws GeneralSecurityException {
        // The last key of the file is the one that signs.
        int begin = pem.lastIndexOf(BEGIN) + BEGIN.length();
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin, pem.indexOf(END, begin)));
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /** The key's id: RFC 7638, section 3, which fixes the members, their order and the lack of white space. */
    private static String thumbprint(RSAPrivateCrtKey key) throws GeneralSecurityException {
        String publicKey = "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
                .formatted(base64url(key.getPublicExponent()), base64url(key.getModulus()));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.US_ASCII));
        return BASE64URL.encodeToString(digest);
    }

    /** RFC 7518, section 2: big-endian and without a sign byte. */
    private static String base64url(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return BASE64URL.encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private static String base64url(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, ?> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":"
                        + (member.getValue() instanceof Number ? member.getValue() : "\"" + member.getValue() + "\""))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
