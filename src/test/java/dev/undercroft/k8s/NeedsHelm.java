package dev.undercroft.k8s;

import com.marcnuri.helm.jni.NativeLibrary;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ServiceLoader;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips tests where there is no helm for this machine, such as on arm64. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "dev.undercroft.k8s.NeedsHelm$Presence#isHere",
        disabledReason = "helm-java brings no helm for this processor; run these tests on Linux on x86-64")
@interface NeedsHelm {

    /** Whether a library for this machine is on the class path. */
    final class Presence {

        private Presence() {}

        static boolean isHere() {
            return ServiceLoader.load(NativeLibrary.class).findFirst().isPresent();
        }
    }
}
