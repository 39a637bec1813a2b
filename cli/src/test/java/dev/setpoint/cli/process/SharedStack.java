package dev.setpoint.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Program;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.ShortLease;
import dev.setpoint.cli.testing.States;
import dev.setpoint.cli.testing.Wire;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stack over HTTP, its state in the folder or in S3, and the processes that want it. */
abstract class SharedStack {

    /** Shared by tests that may run side by side; a test that counts its objects or loads it heavily has it alone. */
    static final String EMULATOR = "emulator";

    /** Short, so that nobody waits a minute; three renewals in it. */
    static final Map<String, String> SHORT_LEASE = Map.of(ShortLease.MILLIS, "4000");

    /** Place of the state. */
    enum Kept {
        IN_THE_FOLDER,
        IN_S3,
        SEALED_IN_S3
    }

    @TempDir
    Path folder;

    final String name = "locks-" + UUID.randomUUID();
    private final List<Program> programs = new ArrayList<>();

    @AutoClose
    Wire wire;

    @BeforeEach
    void wire() {
        wire = new Wire(HttpCloud.endpoint());
    }

    @AfterEach
    void end() {
        programs.forEach(Program::close);
    }

    final void stack(Kept kept) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
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
            """.formatted(keeping(kept), name, name));
    }

    /** The lines of the spec that say so. */
    final String keeping(Kept kept) throws IOException {
        return switch (kept) {
            case IN_THE_FOLDER -> "";
            case IN_S3 -> backend();
            case SEALED_IN_S3 -> backend() + "\nencryption: {passphrase: {variable: PASSPHRASE}}";
        };
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

    final Program start(Map<String, String> variables, String... args) throws IOException {
        return startIn(folder, variables, args);
    }

    final Program startIn(Path where, Map<String, String> variables, String... args) throws IOException {
        var all = new HashMap<>(wire.variables());
        all.put("PASSPHRASE", "long enough for a test");
        all.putAll(variables);
        var program = Program.start(all, where, args);
        programs.add(program);
        return program;
    }

    final Program apply(Map<String, String> variables, String... options) throws IOException {
        var args = new ArrayList<>(List.of("apply", "--auto-approve"));
        args.addAll(List.of(options));
        return start(variables, args.toArray(String[]::new));
    }

    /** An apply in the middle of its second creation, which the cloud does not answer. */
    record Held(Program program, Wire.Gate gate) {}

    final Held held(Map<String, String> variables) throws IOException, InterruptedException {
        var gate = wire.hold("PUT /" + name + "-second");
        var program = apply(variables);
        gate.awaitArrival();
        return new Held(program, gate);
    }

    final void requireConverged() throws IOException, InterruptedException {
        var plan = start(Map.of(), "plan", "--detailed-exitcode").await();
        assertThat(plan.code()).as(plan.toString()).isZero();
        assertThat(start(Map.of(), "unlock").await().out()).isEqualTo("It is not locked.\n");
    }

    final void requireOnlyTheStateIsLeft(Kept kept) {
        if (kept == Kept.IN_THE_FOLDER) {
            assertThat(folder.resolve(".setpoint/shop/state.journal")).doesNotExist();
        } else {
            assertThat(new States(wire, name).keys()).containsExactly("shop/state.json");
        }
    }
}
