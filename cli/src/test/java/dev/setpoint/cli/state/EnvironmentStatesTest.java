package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two environments of one folder, each with its account and its state, on the sandbox. */
class EnvironmentStatesTest {

    private static final String STACK = """
        setpoint: v1
        stack: shop
        providers:
          aws: {region: "${stack.region}"}
        data:
          caller: {type: aws.sts.callerIdentity}
        resources:
          bucket: {type: aws.s3.bucket, properties: {name: "shop-data", tags: {Env: "${stack.env}"}}}
        outputs:
          account: ${data.caller.accountId}
          bucket: ${bucket.arn}
        """;

    private static final String OLD =
            STACK.replace("${stack.region}", "eu-west-1").replace("${stack.env}", "none");

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        stack(STACK);
        environment("dev", "account: \"111111111111\"\nregion: eu-central-1");
        environment("prod", "account: \"222222222222\"\nregion: eu-west-1");
    }

    private void stack(String text) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), text);
    }

    private void environment(String name, String rest) throws IOException {
        Files.createDirectories(folder.resolve("envs"));
        Files.writeString(
                folder.resolve("envs/" + name + ".yaml"), "setpoint: v1\nenvironment: " + name + "\n" + rest + "\n");
    }

    private Run run(String command) {
        return run(Map.of(), command);
    }

    private Run run(Map<String, String> variables, String command) {
        return Run.with(
                variables,
                folder,
                Stream.concat(Stream.of(command.split(" ")), Stream.of("--sandbox"))
                        .toArray(String[]::new));
    }

    private Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    private Path state(String stack) {
        return folder.resolve(".setpoint/sandbox/" + stack + "/state.json");
    }

    @Test
    void eachWorksInItsAccountAndHasItsState() {
        assertThat(done("apply --env dev --auto-approve").out()).contains("111111111111");
        assertThat(done("apply --env prod --auto-approve").out()).contains("222222222222");
        assertThat(done("plan --env dev").out()).contains("No changes");
        assertThat(done("output account --raw --env prod").out()).isEqualTo("222222222222");
        assertThat(state("shop@dev"))
                .content()
                .contains("\"stack\" : \"shop@dev\"")
                .doesNotContain("222222222222");
        assertThat(state("shop@prod"))
                .content()
                .contains("\"stack\" : \"shop@prod\"")
                .doesNotContain("111111111111");
    }

    @Test
    void destroyingOneLeavesTheOther() {
        done("apply --env dev --auto-approve");
        done("apply --env prod --auto-approve");
        done("destroy --env dev --auto-approve");
        assertThat(done("plan --env prod").out()).contains("No changes");
        assertThat(done("plan --env dev").out()).contains("1 to create");
    }

    @Test
    void messagesAndDocumentsNameTheEnvironment() {
        assertThat(done("apply --env dev --auto-approve --format json").out()).contains("\"stack\" : \"shop@dev\"");
        assertThat(run("output missing --env dev").err()).contains("Stack `shop@dev` has no output `missing`.");
    }

    @Test
    void credentialsOfAnotherAccountAreRefusedBeforeAnythingIsRead() {
        var run = run(Map.of("SETPOINT_SANDBOX_ACCOUNT", "111111111111"), "apply --env prod --auto-approve");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("""
            error[SP0277] envs/prod.yaml:3:10: `prod` expects account 222222222222, and the credentials of the provider \
            `aws` are of account 111111111111.
            """);
        assertThat(state("shop@prod").getParent()).doesNotExist();
    }

    @Test
    void eachProviderIsCompared() throws IOException {
        environment("prod", "account: {aws: \"222222222222\", aws.audit: \"333333333333\"}\nregion: eu-west-1");
        stack(STACK.replace("data:\n", "  aws.audit: {region: us-east-1}\ndata:\n")
                .replace(
                        "outputs:\n",
                        "  log: {type: aws.s3.bucket, provider: aws.audit, properties: {name: log-data}}\noutputs:\n"));
        done("apply --env prod --auto-approve");
        assertThat(run(Map.of("SETPOINT_SANDBOX_ACCOUNT", "222222222222"), "plan --env prod")
                        .err())
                .contains("error[SP0277]", "the provider `aws.audit` are of account 222222222222")
                .doesNotContain("the provider `aws` are");
    }

    @Test
    void anotherRegionIsRefused() throws IOException {
        stack(STACK.replace("${stack.region}", "us-east-1"));
        assertThat(run("plan --env prod").err())
                .contains(
                        "error[SP0277] envs/prod.yaml:4:9: `prod` expects region eu-west-1, and the provider `aws` works in"
                                + " us-east-1.");
    }

    @Test
    void aPlanIsAppliedInItsEnvironment() {
        done("plan --env prod --out plan.json");
        assertThat(run("apply plan.json --env dev --auto-approve").err())
                .contains("error[SP0805]", "`shop@prod`", "`shop@dev`");
        assertThat(done("apply plan.json --auto-approve").out()).contains("222222222222");
    }

    @Test
    void theStateOfAnotherEnvironmentIsRefused() throws IOException {
        done("apply --env dev --auto-approve");
        Files.createDirectories(state("shop@prod").getParent());
        Files.copy(state("shop@dev"), state("shop@prod"));
        assertThat(run("plan --env prod").err())
                .contains("error[SP0276]", "is of stack `shop@dev`, not of `shop@prod`.");
    }

    @Test
    void environmentsWithOnePlaceForTheStateAreRefused() throws IOException {
        stack(STACK + "backend: {s3: {bucket: states, key: app.json}}\n");
        assertThat(run("validate").err()).contains("""
            error[SP0275] setpoint.yaml:12:11: `dev` and `prod` would share the state s3://states/app.json.
            """).containsOnlyOnce("SP0275");
        stack(STACK + "backend: {s3: {bucket: states, key: \"app/${stack.env}.json\"}}\n");
        done("validate");
        environment("prod", "region: eu-west-1\nbackend: {s3: {bucket: states, key: app/dev.json}}");
        assertThat(run("plan --env prod").err()).contains("error[SP0275]", "the backend of `prod`");
    }

    @Test
    void aStateFromBeforeTheEnvironmentsBecomesThatOfOne() throws IOException {
        Files.delete(folder.resolve("envs/dev.yaml"));
        Files.delete(folder.resolve("envs/prod.yaml"));
        stack(OLD);
        done("apply --auto-approve");
        environment("dev", "region: eu-west-1");
        environment("prod", "region: eu-west-1");
        assertThat(run("plan --env prod").err())
                .contains("error[SP0278]", "`setpoint state migrate --to-env prod --sandbox`");
        assertThat(run("state migrate --env dev --to-env prod").err()).contains("SP0903");
        assertThat(done("state migrate --to-env prod").out()).contains("Migrated the state of stack `shop@prod`");
        assertThat(done("plan --env prod").out()).contains("No changes");
        assertThat(run("plan --env dev").out()).contains("1 to create");
    }

    @Test
    void whatAnEnvironmentProtectsIsNeitherDestroyedNorReplaced() throws IOException {
        Files.createDirectories(folder.resolve("m"));
        Files.writeString(folder.resolve("m/setpoint.yaml"), """
            setpoint: v1
            module: m
            resources:
              log: {type: aws.s3.bucket, properties: {name: shop-log}}
            """);
        stack(STACK + "modules: {storage: {source: ./m}}\n");
        environment("prod", "account: \"222222222222\"\nregion: eu-west-1\nprotect: [bucket, storage]");
        done("apply --env dev --auto-approve");
        done("apply --env prod --auto-approve");
        assertThat(run("destroy --env prod --auto-approve").err())
                .contains(
                        "error[SP0523]",
                        "`bucket` (aws.s3.bucket `shop-data`) is protected by preventDestroy.",
                        "`storage.log` (aws.s3.bucket `shop-log`) is protected by preventDestroy.",
                        "envs/prod.yaml:5:19: asked for here",
                        "hint: Take it out of `protect` in `envs/prod.yaml`, apply, and destroy then.");
        stack(STACK);
        environment("prod", "account: \"222222222222\"\nregion: eu-west-1");
        assertThat(run("apply --env prod --auto-approve").err()).contains("error[SP0522]", "`storage.log`");
        done("destroy --env dev --auto-approve");
    }
}
