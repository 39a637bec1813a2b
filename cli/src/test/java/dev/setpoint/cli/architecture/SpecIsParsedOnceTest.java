package dev.setpoint.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.setpoint.cli.Main;
import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.ModuleOptions;
import dev.setpoint.cli.stack.StackFile;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import org.junit.jupiter.api.Test;

/** A command parses its stack file where it opens it, and hands the document on. */
class SpecIsParsedOnceTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // What modules share with the tests of others.
            .withImportOption(location -> !location.contains("/testing/"))
            .importPackagesOf(Main.class, Engine.class);

    @Test
    void onlyTheFileOfAStackIsParsedAsOne() {
        classes()
                .that(simpleName(StackFile.class.getSimpleName()))
                .should()
                .callMethod(Parser.class, "parse", Source.class)
                .check(PRODUCTION);
        noClasses()
                .that(not(simpleName(StackFile.class.getSimpleName())))
                .should()
                .callMethod(Parser.class, "parse", Source.class)
                .check(PRODUCTION);
    }

    /** And the command that fetches modules, which opens no workspace. */
    @Test
    void onlyTheWayToAWorkspaceParsesTheFileOfAStack() {
        noClasses()
                .that(not(simpleName(CloudOptions.class.getSimpleName())))
                .and(not(simpleName(ModuleOptions.class.getSimpleName())))
                .should()
                .callMethod(StackFile.class, "parse")
                .check(PRODUCTION);
    }
}
