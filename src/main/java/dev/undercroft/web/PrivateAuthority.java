package dev.undercroft.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the authorities of a PEM file and in nobody else. Stateless and thread safe. */
public final class PrivateAuthority {

    private PrivateAuthority() {}

    /**
     * What connections are made with whose server must show a certificate of one of these authorities.
     *
     * @throws IOException when the file can't be read or holds no certificate; the message names the file
     */
    public static SSLContext of(Path pemFile) throws IOException {
        try (InputStream pem = Files.newInputStream(pemFile)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + count++, authority);
            }
            if (count == 0) {
                throw new IOException("the file " + pemFile + " holds no certificate in PEM");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException malformed) {
            throw new IOException("the file " + pemFile + " holds no certificates in PEM", malformed);
        }
    }
}
