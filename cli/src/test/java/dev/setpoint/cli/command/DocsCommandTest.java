package dev.setpoint.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.reference.Chapter;
import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.reference.Reference;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aTypeIsDescribedWithPropertiesOutputsExampleAndPermissions() {
        var page = docs("aws.kms.alias");

        assertThat(page.code()).isZero();
        assertThat(page.err()).isEmpty();
        assertThat(page.out())
                .startsWith("aws.kms.alias\n\nA name for a KMS key.")
                .contains("""
                    - `targetKey` (string, required, not empty): The key it names: an id or an ARN, in the same account
                      and region. Refers to an aws.kms.key or aws.kms.replicaKey in the region of this resource.
                      Example: `${key.keyId}`.
                    """)
                .contains("a change replaces the\n  object): The alias")
                .contains("\nOutputs\n\n- `arn` (string): The ARN of the alias.")
                .contains("    resources:\n      keyAlias:\n        type: aws.kms.alias\n")
                .contains("- delete: `kms:DeleteAlias`\n");
    }

    @Test
    void nestedPropertiesStandBelowTheirOwn() {
        assertThat(docs("aws.s3.replication").out())
                .containsSubsequence(
                        "- `rules` (list of object, required,",
                        "  - `destination` (object, required)",
                        "    - `storageClass` (string, one of `STANDARD`,");
    }

    @Test
    void aFunctionIsDescribedWithItsSignatureExampleAndResult() {
        assertThat(docs("merge").out()).isEqualTo("""
            merge

            `merge(map?…): map`

            Joins maps; where several have a key, the value of the last one stays. Example, with its result:

                merge({'a': 1, 'b': 1}, {'b': 2})
                {"a": 1, "b": 2}

            Added by Setpoint. Group: Maps.
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "modules, Modules",
        "forEach, Many of a kind: forEach",
        "errors-state, State",
        "DATA/aws.Region, data/aws.region",
        "canonicalUser, data/aws.s3.canonicalUser"
    })
    void aTopicOrAPartOfANameIsEnough(String written, String title) {
        assertThat(docs(written).out()).startsWith(title + "\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws.s3.buckets|Near it: `aws.s3.bucket`; `setpoint docs` lists all.",
                "mrge|Near it: `merge`; `setpoint docs` lists all.",
                "aws.config|Near it: `aws.config.deliveryChannel`, `aws.config.recorder`,",
                "nothing of the kind|hint: `setpoint docs` lists all."
            })
    void anUnknownNameIsAnsweredWithTheNearest(String written, String hint) {
        var run = docs(written);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("error[SP0938] There is no page `" + written + "`.\n")
                .contains(hint);
    }

    @Test
    void withoutANameAllPagesAreListed() {
        var list =
                Run.with(Map.of("COLUMNS", "400"), folder, "docs").out().lines().toList();

        for (var chapter : Chapter.values()) {
            assertThat(list).contains(chapter.title());
        }
        assertThat(list.stream().filter(line -> line.startsWith("  "))).hasSameSizeAs(pages());
        assertThat(list).anyMatch(line -> line.startsWith("  aws.s3.bucket ") && line.endsWith("with its settings."));
    }

    @Test
    void everyPageHasAnEndingSentenceAndIsFoundByItsName() {
        assertThat(pages()).extracting(Page::name).doesNotHaveDuplicates();
        assertThat(pages()).allSatisfy(page -> {
            assertThat(page.summary()).endsWith(".");
            assertThat(page.markdown()).startsWith("# ").endsWith("\n").doesNotContain("\n\n\n");
            assertThat(Reference.bundled().find(page.name())).contains(page);
        });
    }

    @Test
    void aPageNamesEveryPropertyOfItsType() {
        var schemas = SchemaFiles.bundled();
        assertThat(Reference.bundled().of(Chapter.TYPES)).hasSameSizeAs(schemas.names());
        for (var name : schemas.names()) {
            var page = Reference.bundled().find(name.text()).orElseThrow().markdown();
            assertThat(schemas.type(name)
                            .orElseThrow()
                            .properties()
                            .attributes()
                            .keySet())
                    .allSatisfy(property -> assertThat(page).contains("- `" + property + "` ("));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "fish"})
    void shellsCompleteTheNames(String shell) {
        assertThat(Run.of(folder, "completion", shell).out()).contains("aws.s3.bucketPolicy", "deepMerge");
    }

    @Test
    void aProgramReadsTheMarkdown() {
        var page = (Value.Map) Json.read(docs("merge", "--format", "json").out());
        assertThat(page.string("markdown"))
                .contains(docs("merge", "--format", "markdown").out());
        assertThat(page.string("chapter")).contains("Functions");
        var list = (Value.Map) Json.read(docs("--format", "json").out());
        assertThat(list.list("pages")).hasSameSizeAs(pages());
        assertThat(docs("--format", "markdown").out()).startsWith("# Reference\n\n## Resource types\n\n- aws.");
    }

    private static List<Page> pages() {
        return Reference.bundled().all();
    }

    private Run docs(String... args) {
        var line = new String[args.length + 1];
        line[0] = "docs";
        System.arraycopy(args, 0, line, 1, args.length);
        return Run.of(folder, line);
    }
}
