package dev.setpoint.provider.sandbox.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of runs, edits, changes behind Setpoint's back, faults, throttling, delays, cancellation and crashes,
 * over several stacks in one cloud. Once things are quiet, state and cloud agree in everything: no resource that the
 * cloud lacks, none in the cloud that no state knows. {@code -Dchaos.seed} and {@code -Dchaos.sequences} explore.
 */
class ChaosTest {

    private static final long SEED = Long.getLong("chaos.seed", 1);
    private static final int SEQUENCES = Integer.getInteger("chaos.sequences", 12);
    private static final int STEPS = Integer.getInteger("chaos.steps", 12);
    private static final int STACKS = 3;

    private static final Pattern FOREIGN = Pattern.compile("foreign-|<nobody's>");
    /** Codes of a caught defect and of a refused state, which no run may end with. */
    private static final Pattern DEFECT = Pattern.compile("SP0610|SP0518|SP070[1-5]|SP072[01359]");

    /** Codes that may be reported of a call that was carried out. */
    private static final List<String> LOST_ANSWERS = List.of("InternalError", "ServiceUnavailable", "ConnectionReset");

    private static final List<String> FAILURES = List.of(
            "InternalError", "ServiceUnavailable", "ConnectionReset", "AccessDenied", "OperationAborted", "SlowDown");

    @TempDir
    Path folder;

    @Test
    void stateAndCloudAgreeAfterTheLastRun() throws InterruptedException {
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var problems = pool
                    .invokeAll(LongStream.range(SEED, SEED + SEQUENCES)
                            .<Callable<Optional<String>>>mapToObj(seed -> () -> sequence(seed))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(problems).isEmpty();
        }
    }

    /** Returns the failure with its seed and steps. */
    private Optional<String> sequence(long seed) {
        var steps = new ArrayList<String>();
        try {
            var world = new Chaos(Files.createDirectory(folder.resolve(Long.toString(seed))), new Random(seed));
            for (var step = 0; step < STEPS; step++) {
                steps.add(world.step());
            }
            world.settle(steps);
            return Optional.empty();
        } catch (AssertionError | IOException | RuntimeException e) {
            return Optional.of(
                    "-Dchaos.sequences=1 -Dchaos.seed=" + seed + "\n  " + String.join("\n  ", steps) + "\n" + e);
        }
    }

    /** Several stacks, each with its state, in one cloud. */
    private static final class Chaos {

        private final Path folder;
        private final Random random;
        private final OutsideChange meddling;
        private final List<ChaosSpec> specs = new ArrayList<>();

        Chaos(Path folder, Random random) {
            this.folder = folder;
            this.random = random;
            this.meddling = new OutsideChange(cloud(), random);
            for (var i = 0; i < STACKS; i++) {
                specs.add(ChaosSpec.of(String.valueOf((char) ('a' + i)), random));
            }
        }

        private Path cloud() {
            return folder.resolve("cloud");
        }

        private Trial trial(int stack) {
            var spec = specs.get(stack);
            return Trial.of(folder.resolve(spec.prefix()), spec.text()).in(cloud());
        }

        String step() {
            var stack = random.nextInt(STACKS);
            return switch (random.nextInt(10)) {
                case 0, 1 -> {
                    specs.set(stack, specs.get(stack).edited(random));
                    yield "edit " + specs.get(stack);
                }
                case 2 -> meddling.drift(trial(stack).state());
                case 3 -> meddling.addition();
                case 4 -> "destroy " + run(stack, PlanOptions.DESTROY);
                default -> "apply " + run(stack, PlanOptions.APPLY);
            };
        }

        private String run(int stack, PlanOptions options) {
            var variables = new HashMap<String, String>();
            variables.put("SEED", Integer.toString(random.nextInt()));
            if (random.nextInt(3) == 0) {
                variables.put("THROTTLE", "0.3");
            }
            if (random.nextInt(3) == 0) {
                variables.put("DELAY", "5s");
                variables.put("PRINCIPAL_DELAY", "5s");
            }
            if (random.nextInt(2) == 0) {
                variables.put("FAIL", failure() + "," + failure());
            }
            var trial = trial(stack).with(Map.copyOf(variables));
            var boundary = random.nextInt(1, 120);
            var cancellation = new Cancellation();
            var how = random.nextInt(6);
            var crash = Crash.throwing(
                    (number, _) -> switch (how) {
                        case 0, 1 -> number == boundary;
                        case 2, 3 -> {
                            if (number == boundary || (number == boundary + 7 && how == 3)) {
                                cancellation.request();
                            }
                            yield false;
                        }
                        default -> false;
                    },
                    random.nextBoolean() ? Crash.Unsynced.KEPT : Crash.Unsynced.LOST);
            return trial.source()
                            .text()
                            .substring("setpoint: v1\nstack: ".length())
                            .charAt(0) + " " + variables + " "
                    + List.of("crash", "crash", "cancel", "cancel twice", "whole", "whole")
                            .get(how)
                    + " at " + boundary + ": " + outcome(trial, crash, options, cancellation);
        }

        private String failure() {
            var lost = random.nextBoolean();
            var codes = lost ? LOST_ANSWERS : FAILURES;
            return "@" + random.nextInt(1, 60) + (lost ? "~" : "=") + codes.get(random.nextInt(codes.size()));
        }

        /** Runs a stack, which must end with an outcome, with diagnostics in place of a plan, or by the crash. */
        private static String outcome(Trial trial, Crash crash, PlanOptions options, Cancellation cancellation) {
            String ended;
            try {
                ended = trial.runUntil(crash, options, cancellation)
                        .map(run -> String.valueOf(Trial.problems(run.outcome())))
                        .orElse("cut short");
            } catch (AssertionError e) {
                ended = String.valueOf(e.getMessage());
                assertThat(ended).startsWith("SP");
            }
            assertThat(DEFECT.matcher(ended).find()).as(ended).isFalse();
            return ended;
        }

        void settle(List<String> steps) throws IOException {
            var control = Files.createDirectory(folder.resolve("control"));
            for (var stack = 0; stack < STACKS; stack++) {
                var trial = trial(stack);
                var outcome = trial.apply();
                steps.add("apply " + specs.get(stack) + ": " + Trial.problems(outcome));
                assertThat(Trial.problems(outcome)).isEmpty();
                assertThat(trial.pending()).isEmpty();
                assertThat(trial.state().run()).isEmpty();
                assertThat(trial.state().resources().values())
                        .allMatch(ResourceState::complete)
                        .allMatch(resource -> resource.deposed().isEmpty());
                var undisturbed = Trial.of(
                                control.resolve("state" + stack),
                                specs.get(stack).text())
                        .in(control.resolve("cloud"));
                assertThat(Trial.problems(undisturbed.apply())).isEmpty();
            }
            assertThat(Inventory.of(cloud()).without(FOREIGN).differences(Inventory.of(control.resolve("cloud"))))
                    .isEmpty();
            for (var stack = 0; stack < STACKS; stack++) {
                assertThat(Trial.problems(trial(stack).destroy())).isEmpty();
                assertThat(trial(stack).state().isEmpty()).isTrue();
            }
            assertThat(Inventory.of(cloud()).without(FOREIGN).documents()).isEmpty();
        }
    }
}
