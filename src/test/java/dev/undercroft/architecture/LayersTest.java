package dev.undercroft.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house: who may use whom, and what nothing is called. */
class LayersTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/undercroft");
    private static final int LONGEST_CLASS = 300;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.undercroft");

    @Test
    void theKernelHasAnOrderAndKnowsNoDoor() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.undercroft..")
                .layer("clock")
                .definedBy("dev.undercroft.clock..")
                .layer("crypto")
                .definedBy("dev.undercroft.crypto..")
                .layer("web")
                .definedBy("dev.undercroft.web..")
                .layer("identity")
                .definedBy("dev.undercroft.identity..")
                .layer("audit")
                .definedBy("dev.undercroft.audit..")
                .layer("tenancy")
                .definedBy("dev.undercroft.tenancy..")
                .layer("policy")
                .definedBy("dev.undercroft.policy..")
                .layer("secrets")
                .definedBy("dev.undercroft.secrets..")
                .layer("rotation")
                .definedBy("dev.undercroft.rotation..")
                .layer("entries")
                .definedBy("dev.undercroft.entries..")
                .layer("stores")
                .definedBy("dev.undercroft.stores..")
                .layer("vault")
                .definedBy("dev.undercroft.vault..")
                .layer("client")
                .definedBy("dev.undercroft.client..")
                .layer("embedded")
                .definedBy("dev.undercroft.embedded..")
                .layer("cli")
                .definedBy("dev.undercroft.cli..")
                .whereLayer("clock")
                .mayNotAccessAnyLayer()
                .whereLayer("crypto")
                .mayOnlyAccessLayers("clock")
                .whereLayer("web")
                .mayOnlyAccessLayers("clock", "crypto")
                .whereLayer("identity")
                .mayOnlyAccessLayers("clock", "web")
                .whereLayer("audit")
                .mayOnlyAccessLayers("clock", "web", "identity")
                .whereLayer("tenancy")
                .mayOnlyAccessLayers("clock", "crypto", "web", "identity", "audit")
                .whereLayer("policy")
                .mayOnlyAccessLayers("clock", "web", "identity", "audit", "tenancy")
                .whereLayer("secrets")
                .mayOnlyAccessLayers("clock", "crypto", "web", "identity", "audit", "tenancy", "policy")
                .whereLayer("rotation")
                .mayOnlyAccessLayers("clock", "crypto", "web", "identity", "audit", "tenancy", "policy", "secrets")
                .whereLayer("entries")
                .mayOnlyAccessLayers("clock", "crypto", "web", "identity", "audit", "tenancy")
                .whereLayer("stores")
                .mayOnlyAccessLayers("clock", "crypto", "web", "identity", "audit", "tenancy")
                .whereLayer("vault")
                .mayOnlyAccessLayers("clock", "crypto", "web", "identity", "audit", "tenancy")
                .whereLayer("client")
                .mayNotAccessAnyLayer()
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("embedded")
                .mayNotAccessAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void everyPackageStandsInTheOrder() {
        classes()
                .should()
                .resideInAnyPackage(
                        "dev.undercroft.clock..",
                        "dev.undercroft.crypto..",
                        "dev.undercroft.web..",
                        "dev.undercroft.identity..",
                        "dev.undercroft.audit..",
                        "dev.undercroft.tenancy..",
                        "dev.undercroft.policy..",
                        "dev.undercroft.secrets..",
                        "dev.undercroft.rotation..",
                        "dev.undercroft.entries..",
                        "dev.undercroft.stores..",
                        "dev.undercroft.vault..",
                        "dev.undercroft.client..",
                        "dev.undercroft.embedded..",
                        "dev.undercroft.cli..")
                .check(CLASSES);
    }

    @Test
    void theClientNeedsNothingOfTheService() {
        classes()
                .that()
                .resideInAPackage("dev.undercroft.client..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.undercroft.client..",
                        "java..",
                        "javax.crypto..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson..",
                        "org.bouncycastle..")
                .check(CLASSES);
    }

    @Test
    void noPackagesUseEachOther() {
        slices().matching("dev.undercroft.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingHasANameThatSaysNothing() {
        for (String word : List.of("Manager", "Helper", "Util", "Utils", "Impl")) {
            noClasses().should().haveSimpleNameEndingWith(word).check(CLASSES);
        }
    }

    @Test
    void everyPackageSaysWhatItOwns() throws IOException {
        try (Stream<Path> folders = Files.list(SOURCES)) {
            assertThat(folders.filter(Files::isDirectory)).isNotEmpty().allSatisfy(folder -> assertThat(
                            folder.resolve("package-info.java"))
                    .exists());
        }
    }

    @Test
    void noClassIsLong() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(LONGEST_CLASS));
        }
    }
}
