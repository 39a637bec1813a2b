package dev.setpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that want the same stack: held in the middle of a call to the cloud, stopped, killed, overtaken. */
class LocksIT {

    /** Short, so that nobody waits a minute; three renewals in it. */
    private static final Map<String, String> SHORT_LEASE = Map.of("SETPOINT_TEST_LEASE_MILLIS", "4000");

    /** Where the state is kept. */
    enum Kept {
        IN_THE_FOLDER,
        IN_S3
    }

    @TempDir
    private Path folder;

    private final String name = "locks-" + UUID.randomUUID();
    private final List<Program> programs = new ArrayList<>();
    private Wire wire;

    @BeforeEach
    void wire() {
        wire = new Wire(HttpCloud.endpoint());
    }

    @AfterEach
    void end() {
        programs.forEach(Program::close);
        wire.close();
    }

    private void stack(Kept kept) throws IOException {
        stack(kept, folder);
    }

    private void stack(Kept kept, Path where) throws IOException {
        Files.writeString(
                where.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            providers:
              aws: {region: us-east-1}
            resources:
              first:
                type: aws.s3.bucket
                properties: {name: %s-first, forceEmpty: true}
              second:
                type: aws.s3.bucket
                dependsOn: [first]
                properties: {name: %s-second, forceEmpty: true}
              third:
                type: core.value
                dependsOn: [second]
                properties: {text: last}
            """.formatted(kept == Kept.IN_S3 ? backend() : "", name, name));
    }

    private String backend() throws IOException {
        var states = Files.createDirectories(folder.resolve("states"));
        Files.writeString(states.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: states
            providers:
              aws: {region: us-east-1}
            resources:
              states:
                type: aws.s3.bucket
                properties: {name: %s, versioning: Enabled}
            """.formatted(name));
        assertThat(Run.with(wire.variables(), states, "apply", "--auto-approve").code())
                .isZero();
        return "backend: {s3: {bucket: %s, key: shop/state.json, region: us-east-1}}".formatted(name);
    }

    private Program start(Map<String, String> variables, String... args) throws IOException {
        return startIn(folder, variables, args);
    }

    private Program startIn(Path where, Map<String, String> variables, String... args) throws IOException {
        var all = new HashMap<>(wire.variables());
        all.putAll(variables);
        var program = Program.start(all, where, args);
        programs.add(program);
        return program;
    }

    private Program apply(Map<String, String> variables, String... options) throws IOException {
        var args = new ArrayList<>(List.of("apply", "--auto-approve"));
        args.addAll(List.of(options));
        return start(variables, args.toArray(String[]::new));
    }

    /** An apply in the middle of its second creation, which the cloud does not answer. */
    private record Held(Program program, Wire.Gate gate) {}

    private Held held(Map<String, String> variables) throws IOException, InterruptedException {
        var gate = wire.hold("PUT /" + name + "-second");
        var program = apply(variables);
        gate.awaitArrival();
        return new Held(program, gate);
    }

    private void requireConverged() throws IOException, InterruptedException {
        var plan = start(Map.of(), "plan", "--detailed-exitcode").await();
        assertThat(plan.code()).as(plan.toString()).isZero();
        assertThat(start(Map.of(), "unlock").await().out()).isEqualTo("It is not locked.\n");
    }

    private void requireOnlyTheStateIsLeft(Kept kept) {
        if (kept == Kept.IN_S3) {
            assertThat(objects()).containsExactly("shop/state.json");
        } else {
            assertThat(folder.resolve(".setpoint/shop/state.journal")).doesNotExist();
        }
    }

    private List<String> objects() {
        return new States(wire, name).keys();
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void oneWorksAndTheOtherSaysWhoHasTheLockOrWaitsForIt(Kept kept) throws Exception {
        stack(kept);
        var before = Instant.now();
        var first = held(Map.of());

        var refused = apply(Map.of()).await();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .containsPattern("error\\[SP0710] The state of stack `shop` is locked by \\S+ on \\S+"
                        + " \\(`setpoint apply`, process " + first.program().pid() + "\\) since \\d{4}-\\S+Z\\.\n")
                .contains("--lock-timeout", "setpoint unlock");
        assertThat(since(refused.err())).isBetween(before.minusSeconds(1), Instant.now());

        var late = apply(Map.of(), "--lock-timeout", "1s").await();
        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("error[SP0710]");

        var patient = apply(Map.of(), "--lock-timeout", "2m");
        first.gate().open();
        assertThat(first.program().await().code()).isZero();
        var second = patient.await();
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(second.out()).contains("No changes");
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    private static Instant since(String text) {
        return Instant.parse(text.replaceFirst("(?s).* since (\\S+Z)\\.\n.*", "$1"));
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void aLockLeftByAKilledProcessOfThisHostIsRecognisedAsDead(Kept kept) throws Exception {
        stack(kept);
        var first = held(Map.of());
        first.program().kill();

        var next = apply(Map.of()).await();
        assertThat(next.code()).as(next.toString()).isZero();
        assertThat(next.err()).contains("warning[SP0730]", "`second`");
        if (kept == Kept.IN_S3) {
            assertThat(next.err())
                    .contains(
                            "warning[SP0717] Took over the lock",
                            "process " + first.program().pid(),
                            "that process has ended");
        }
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void aRunWhoseLockIsBrokenIsRefusedItsNextWrite(Kept kept) throws Exception {
        stack(kept);
        var first = held(SHORT_LEASE);

        var unlock = start(SHORT_LEASE, "unlock", "--auto-approve").await();
        assertThat(unlock.code()).as(unlock.toString()).isZero();
        assertThat(unlock.out())
                .contains("Unlocked", "process " + first.program().pid());
        var next = apply(SHORT_LEASE).await();
        assertThat(next.code()).as(next.toString()).isZero();

        first.gate().open();
        requireRefused(first.program());
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    /** A process that was stopped holds the operating system's lock for as long as it lives; a lease runs out. */
    @ParameterizedTest
    @EnumSource(value = Kept.class, names = "IN_S3")
    void aProcessThatWasStoppedPastItsLeaseAndOvertakenIsRefusedItsNextWrite(Kept kept) throws Exception {
        stack(kept);
        var first = held(SHORT_LEASE);
        first.program().signal("STOP");

        var next = apply(SHORT_LEASE, "--lock-timeout", "1m").await();
        assertThat(next.code()).as(next.toString()).isZero();
        assertThat(next.err())
                .contains(
                        "warning[SP0717] Took over the lock",
                        "process " + first.program().pid(),
                        "its lease of 4 s");

        first.gate().open();
        first.program().signal("CONT");
        var refused = requireRefused(first.program());
        assertThat(refused.err())
                .containsOnlyOnce("error[SP0711]")
                .contains("it had not been renewed for", "was taken over by a run that has ended since");
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    private static Run requireRefused(Program program) throws InterruptedException {
        var run = program.await();
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[SP0711]");
        assertThat(run.err() + run.out()).doesNotContain("Exception", "\tat ");
        return run;
    }

    /** A runner that is gone: another host, another folder, another home, and nothing of it but what is in the bucket. */
    @ParameterizedTest
    @EnumSource(value = Kept.class, names = "IN_S3")
    void whatARunnerThatVanishedHadBegunIsFinishedOnAnotherMachine(Kept kept) throws Exception {
        stack(kept);
        var first = held(Map.of(
                "SETPOINT_TEST_LEASE_MILLIS", "4000",
                "HOSTNAME", "runner-1"));
        first.program().kill();

        var elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(folder.resolve("setpoint.yaml"), elsewhere.resolve("setpoint.yaml"));
        var home = Map.of("HOSTNAME", "runner-2", "HOME", elsewhere.toString());
        var plan = startIn(elsewhere, home, "plan").await();
        assertThat(plan.err()).contains("warning[SP0715]", "`second`");
        var next = startIn(elsewhere, home, "apply", "--auto-approve", "--lock-timeout", "1m")
                .await();
        assertThat(next.code()).as(next.toString()).isZero();
        assertThat(next.err()).contains("warning[SP0717]", "on runner-1", "warning[SP0730]");
        requireConverged();
        requireOnlyTheStateIsLeft(kept);
    }

    /** Over HTTP only as many by default as the emulator answers quickly; {@code -Dlocks.processes=32} takes more. */
    @ParameterizedTest
    @CsvSource({"IN_THE_FOLDER,32", "IN_S3,8"})
    void processesThatStartTogetherTakeTurns(Kept kept, int usual) throws Exception {
        var processes = Integer.getInteger("locks.processes", usual);
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            %s
            inputs:
              who: {type: string}
            resources:
              last:
                type: core.value
                properties: {text: "${inputs.who}"}
            """.formatted(kept == Kept.IN_S3 ? backend() : ""));
        var all = new ArrayList<Program>();
        for (var i = 0; i < processes; i++) {
            all.add(apply(Map.of(), "--lock-timeout", "3m", "--input", "who=w" + i));
        }
        for (var program : all) {
            var run = program.await();
            assertThat(run.code()).as(run.toString()).isZero();
        }

        var state = (Value.Map) Json.read(
                start(Map.of(), "state", "pull", "--input", "who=w0").await().out());
        assertThat(state.integer("serial")).contains(processes);
        assertThat(state.map("resources")
                        .map("last")
                        .map("applied")
                        .string("text")
                        .orElseThrow())
                .matches("w\\d+");
        requireOnlyTheStateIsLeft(kept);
    }
}
