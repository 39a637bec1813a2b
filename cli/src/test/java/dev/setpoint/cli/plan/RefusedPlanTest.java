package dev.setpoint.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refusals of a plan name the address, the value and the numbers that they are about. */
class RefusedPlanTest {

    @TempDir
    private Path folder;

    private Run sandbox(String command, String resources) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: refused
            providers: {aws: {region: us-east-1}}
            resources:
            """ + resources.indent(2));
        return Run.of(folder, (command + " --sandbox").split(" ", -1));
    }

    private void apply(String resources) throws IOException {
        var run = sandbox("apply --auto-approve", resources);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private String refused(String resources) throws IOException {
        return sandbox("plan", resources).err();
    }

    @Test
    void aMoveToAnotherTypeNamesTheAddressThatHadTheOldType() throws IOException {
        apply("a: {type: aws.s3.bucket, properties: {name: a-bucket}}");

        assertThat(refused("b: {type: aws.sns.topic, moved: [a], properties: {name: a-topic}}"))
                .contains("error[SP0530]")
                .contains("`a` was applied as aws.s3.bucket and cannot be moved to `b`, which is aws.sns.topic.")
                .contains("hint: Remove `moved`: then `a` is deleted and `b` created.");
        assertThat(refused("b: {type: aws.sns.topic, properties: {name: a-topic}}"))
                .doesNotContain("error");
    }

    @Test
    void aMoveOfAnInstanceToAnotherTypeNamesTheInstance() throws IOException {
        apply("a: {type: core.value, forEach: [x], properties: {k: \"${each.key}\"}}");

        assertThat(refused("b: {type: aws.sns.topic, moved: ['a[\"x\"]'], properties: {name: a-topic}}"))
                .contains("`a[\"x\"]` was applied as core.value and cannot be moved to `b`, which is aws.sns.topic.");
    }

    @Test
    void anotherTypeAtTheSameAddressNamesIt() throws IOException {
        apply("a: {type: core.value, properties: {x: 1}}");

        assertThat(refused("a: {type: aws.sns.topic, properties: {name: a-topic}}"))
                .contains("`a` was applied as core.value and is now aws.sns.topic.")
                .contains("then `a` is deleted and that one created");
    }

    @Test
    void anImportThatWouldReplaceSaysTheLiveValue() throws IOException {
        apply("g: {type: aws.logs.logGroup, properties: {name: gg, logGroupClass: STANDARD}}");
        assertThat(Run.of(folder, "state", "rm", "g", "--sandbox").code()).isZero();

        assertThat(refused("g: {type: aws.logs.logGroup, import: gg, properties: {name: gg, logGroupClass:"
                        + " INFREQUENT_ACCESS}}"))
                .contains("error[SP0535]")
                .contains("hint: It is `logGroupClass: \"STANDARD\"`: write that into the spec.");
    }

    @Test
    void aQuotaCountsWhatIsThereAndWhatIsPlanned() throws IOException {
        assertThat(refused(filters(0, 130)))
                .contains(
                        "there would be 130 metric filters in the log group, and AWS allows 100: there are 0, and this"
                                + " plan creates 130.")
                .contains("hint: Remove some from the spec.");

        apply(filters(0, 60));
        assertThat(refused(filters(10, 120)))
                .contains(
                        "there would be 110 metric filters in the log group, and AWS allows 100: there are 60, and this"
                                + " plan creates 60 and deletes 10.")
                .contains("hint: Delete some that are not needed");
    }

    private static String filters(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "f%s: {type: aws.logs.metricFilter, properties: {logGroup: \"${g.name}\", name: f%s,"
                                .formatted(i, i)
                        + " pattern: ERROR, metricTransformation: {metricName: m, metricNamespace: n,"
                        + " metricValue: \"1\"}}}\n")
                .collect(Collectors.joining("", "g: {type: aws.logs.logGroup, properties: {name: gg}}\n", ""));
    }
}
