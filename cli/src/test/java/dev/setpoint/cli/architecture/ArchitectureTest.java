package dev.setpoint.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.setpoint.cli.document.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module rules of the architecture: who may know whom. */
final class ArchitectureTest {

    private static final JavaClasses SETPOINT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.setpoint");

    /** The largest number of files of a package, of the code or of its tests; more of them are no longer one idea. */
    private static final long MOST_FILES = 25;

    @Test
    void theEngineKnowsNoCloudAndNoTerminal() {
        noClasses()
                .that()
                .resideInAPackage("dev.setpoint.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk..", "picocli..", "dev.setpoint.provider..", "dev.setpoint.cli..")
                .check(SETPOINT);
    }

    @Test
    void noProviderKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("dev.setpoint.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.setpoint.cli..", "picocli..")
                .check(SETPOINT);
    }

    @Test
    void noProviderReachesIntoTheEnginesStages() {
        noClasses()
                .that()
                .resideInAPackage("dev.setpoint.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.setpoint.engine.apply..",
                        "dev.setpoint.engine.plan..",
                        "dev.setpoint.engine.check..",
                        "dev.setpoint.engine.graph..",
                        "dev.setpoint.engine.state..",
                        "dev.setpoint.engine.document..")
                .check(SETPOINT);
    }

    @Test
    void oneAwsServiceDoesNotKnowAnother() {
        slices().matching(
                        "dev.setpoint.provider.aws.(accessanalyzer|cloudtrail|cloudwatch|config|ec2|iam|kms|logs|macie|s3|sns|sts)..")
                .should()
                .notDependOnEachOther()
                .check(SETPOINT);
    }

    @Test
    void aStageCallsNothingToItsLeft() {
        // parse, check, order, plan, apply: each may know the nouns of what stands before it, no stage after it.
        noClasses()
                .that()
                .resideInAnyPackage("dev.setpoint.engine.document..", "dev.setpoint.engine.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.setpoint.engine.graph..", "dev.setpoint.engine.plan..", "dev.setpoint.engine.apply..")
                .check(SETPOINT);
        noClasses()
                .that()
                .resideInAPackage("dev.setpoint.engine.value..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.setpoint.engine.plan..", "dev.setpoint.engine.spi..")
                .check(SETPOINT);
    }

    @Test
    void everyPackageSaysThatNullMeansNothing() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(SETPOINT);
    }

    @Test
    void noTwoPackagesDependOnEachOther() {
        for (var module : List.of("engine", "provider.aws", "provider.sandbox", "cli")) {
            slices().matching("dev.setpoint." + module + ".(**)")
                    .should()
                    .beFreeOfCycles()
                    .check(SETPOINT);
        }
    }

    @Test
    void everyPackageHasAtMostTwentyFiveFiles() {
        var files = Documents.sources().stream()
                .filter(source -> !source.endsWith("package-info.java"))
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
        assertThat(files)
                .allSatisfy((folder, count) ->
                        assertThat(count).as(folder.toString()).isLessThanOrEqualTo(MOST_FILES));
    }
}
