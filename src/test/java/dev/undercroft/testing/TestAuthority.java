package dev.undercroft.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A private authority that has signed one certificate, for the server at {@code localhost}. */
public final class TestAuthority {

    private static final Duration VALID = Duration.ofDays(1);

    private final X509Certificate authority;
    private final X509Certificate server;
    private final KeyPair serverKey;

    public TestAuthority() {
        try {
            KeyPair authorityKey = keyPair();
            serverKey = keyPair();
            X500Name name = new X500Name("CN=authority " + Integer.toHexString(System.identityHashCode(this)));
            authority = signed(
                    builder(name, name, authorityKey, 1)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)),
                    authorityKey);
            server = signed(
                    builder(name, new X500Name("CN=localhost"), serverKey, 2)
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"))),
                    authorityKey);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Writes the authority's certificate. */
    public Path writeAuthority(Path file) {
        return write(file, authority);
    }

    /** Writes the server's certificate. */
    public Path writeCertificate(Path file) {
        return write(file, server);
    }

    /** Writes the server's private key. */
    public Path writeKey(Path file) {
        // PKCS#8, which every reader takes; the writer's own choice would be older.
        return write(file, new PemObject("PRIVATE KEY", serverKey.getPrivate().getEncoded()));
    }

    /** What the server at localhost speaks with. */
    public SSLContext serverContext() {
        try {
            char[] none = {};
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, none);
            keys.setKeyEntry("server", serverKey.getPrivate(), none, new Certificate[] {server, authority});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What a client speaks with that trusts this authority alone. */
    public SSLContext clientContext() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair key, int serial) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial),
                Date.from(now.minus(VALID)),
                Date.from(now.plus(VALID)),
                subject,
                key.getPublic());
    }

    private static X509Certificate signed(org.bouncycastle.cert.X509v3CertificateBuilder builder, KeyPair by)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate())));
    }

    private static Path write(Path file, Object content) {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
            pem.flush();
            return Files.writeString(file, text.toString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
