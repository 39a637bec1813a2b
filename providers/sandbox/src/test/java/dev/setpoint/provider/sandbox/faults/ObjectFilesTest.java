package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects whose content is a file next to the spec. */
class ObjectFilesTest {

    private static final int SIXTEEN_MIB = 16 << 20;

    private static final String SPEC = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
        resources:
          store: {type: aws.s3.bucket, properties: {name: it-store, versioning: Enabled}}
          it: {type: aws.s3.object, properties: {bucket: "${store.name}", key: app/notes.html, file: files/notes}}
        """;

    @TempDir
    Path folder;

    private Trial trial;

    @BeforeEach
    void open() {
        trial = Trial.of(folder, SPEC);
    }

    private void write(byte[] content) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("files/notes"), content);
    }

    private static byte[] bytes(int count, long seed) {
        var bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private byte[] stored() {
        return s3().getObjectAsBytes(r -> r.bucket("it-store").key("app/notes.html"))
                .asByteArray();
    }

    @Test
    void aFileIsUploadedWithItsTypeAndAgainOnlyWhenItDiffers() throws IOException {
        write(bytes(10, 1));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(stored()).isEqualTo(bytes(10, 1));
        assertThat(s3().headObject(r -> r.bucket("it-store").key("app/notes.html"))
                        .contentType())
                .isEqualTo("text/html");
        Files.setLastModifiedTime(folder.resolve("files/notes"), FileTime.fromMillis(1));
        assertThat(trial.pending()).isEmpty();

        write(bytes(10, 2));
        var plan = Trial.value(trial.plan(PlanOptions.APPLY));
        assertThat(plan.changes())
                .filteredOn(change -> !(change instanceof Change.NoOp))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Update.class,
                        update -> assertThat(update.properties())
                                .singleElement()
                                .satisfies(
                                        property -> assertThat(property.path()).hasToString("checksum")));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(stored()).isEqualTo(bytes(10, 2));
        assertThat(trial.pending()).isEmpty();
    }

    /** A folder gives one resource for each file: a new file adds an object, and a removed file deletes its object. */
    @Test
    void aFolderIsUploadedFileByFile() throws IOException {
        var site = trial.of("""
            setpoint: v1
            stack: trial
            providers:
              aws: {region: us-east-1}
            resources:
              store: {type: aws.s3.bucket, properties: {name: it-store}}
              page:
                type: aws.s3.object
                forEach: site/**
                properties: {bucket: "${store.name}", key: "app/${each.key}", file: "${each.value}"}
            """);
        page("index.html", "<h1>One</h1>");
        page("css/main.css", "h1 {}");
        page(".DS_Store", "");
        assertThat(Trial.problems(site.apply())).isEmpty();
        assertThat(keys()).containsExactly("app/css/main.css", "app/index.html");
        assertThat(s3().headObject(r -> r.bucket("it-store").key("app/css/main.css"))
                        .contentType())
                .isEqualTo("text/css");

        page("index.html", "<h1>Two</h1>");
        page("new.html", "<p>");
        Files.delete(folder.resolve("site/css/main.css"));
        var changed = site.of(site.source().text());
        assertThat(changed.pending()).hasSize(3);
        assertThat(Trial.problems(changed.apply())).isEmpty();
        assertThat(keys()).containsExactly("app/index.html", "app/new.html");
        assertThat(changed.pending()).isEmpty();
    }

    private void page(String name, String content) throws IOException {
        var file = folder.resolve("site").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<String> keys() {
        return s3().listObjectsV2(r -> r.bucket("it-store")).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** One byte more than a part is two parts; what was uploaded is what the plan goes by. */
    @Test
    void aLargeFileIsUploadedInPartsAndLeavesNoUploadBehind() throws IOException {
        var content = bytes(SIXTEEN_MIB + 1, 3);
        write(content);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(stored()).isEqualTo(content);
        assertThat(trial.pending()).isEmpty();
        assertThat(s3().listMultipartUploads(r -> r.bucket("it-store")).uploads())
                .isEmpty();

        s3().createMultipartUpload(r -> r.bucket("it-store").key("app/notes.html"));
        write(bytes(SIXTEEN_MIB + 2, 4));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(s3().listMultipartUploads(r -> r.bucket("it-store")).uploads())
                .as("what another run has left")
                .isEmpty();
    }

    @Test
    void anUploadFromOutsideIsDrift() throws IOException {
        write(bytes(10, 5));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        s3().putObject(r -> r.bucket("it-store").key("app/notes.html"), RequestBody.fromString("another"));
        assertThat(trial.pending()).hasSize(1);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(stored()).isEqualTo(bytes(10, 5));
    }

    @Test
    void anExistingObjectIsNotOverwritten() throws IOException {
        write(bytes(10, 6));
        s3().createBucket(r -> r.bucket("it-store"));
        s3().putBucketVersioning(r -> r.bucket("it-store").versioningConfiguration(v -> v.status("Enabled")));
        s3().putObject(r -> r.bucket("it-store").key("app/notes.html"), RequestBody.fromString("theirs"));
        var other = trial.of(
                SPEC.replace("  store: {type: aws.s3.bucket, properties: {name: it-store, versioning: Enabled}}\n", "")
                        .replace("${store.name}", "it-store"));
        assertThat(codes(other.plan(PlanOptions.APPLY).diagnostics())).containsExactly("SP0520");
        assertThat(stored()).asString().isEqualTo("theirs");
    }

    @Test
    void aMissingFileIsReportedWithItsPlace() {
        var said = trial.plan(PlanOptions.APPLY).diagnostics();
        assertThat(said).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("There is no file").contains("files/notes");
            assertThat(problem.span())
                    .hasValueSatisfying(span -> assertThat(span.line()).isEqualTo(7));
        });
    }

    @Test
    void deletionDeletesEveryVersionOfTheObjectAndNothingElse() throws IOException {
        write(bytes(10, 7));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        write(bytes(10, 8));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        s3().putObject(r -> r.bucket("it-store").key("app/notes.html.bak"), RequestBody.fromString("theirs"));
        var without = trial.of(SPEC.substring(0, SPEC.indexOf("  it:")));
        assertThat(Trial.problems(without.apply())).isEmpty();
        assertThat(s3().listObjectVersions(r -> r.bucket("it-store")).versions())
                .extracting(ObjectVersion::key)
                .containsExactly("app/notes.html.bak");
    }

    /** The bucket is not empty, but the same plan deletes its content. */
    @Test
    void managedObjectsDoNotBlockTheDeletionOfTheirBucket() throws IOException {
        write(bytes(10, 9));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.plan(PlanOptions.DESTROY).diagnostics()).isEmpty();
        s3().putObject(r -> r.bucket("it-store").key("other"), RequestBody.fromString("theirs"));
        assertThat(codes(trial.plan(PlanOptions.DESTROY).diagnostics())).containsExactly("SP0550");
    }

    @Test
    void aTextThatIsKnownAfterApplyIsUploadedThen() {
        var spec = SPEC.replace("file: files/notes", "content: \"of ${store.arn}\"");
        var text = trial.of(spec);
        assertThat(Trial.problems(text.apply())).isEmpty();
        assertThat(stored()).asString().isEqualTo("of arn:aws:s3:::it-store");
        assertThat(text.pending()).isEmpty();
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::code).toList();
    }
}
