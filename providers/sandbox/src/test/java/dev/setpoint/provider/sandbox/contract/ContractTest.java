package dev.setpoint.provider.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Update;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract of every resource type, on every cloud. The emulator answers one test while another plans. */
@Execution(ExecutionMode.CONCURRENT)
public final class ContractTest {

    /** Types whose ids AWS chooses: after a crash, only the ownership tag finds them. */
    public static final Set<String> ID_ASSIGNED = Set.of("aws.kms.key", "aws.ec2.vpcEndpoint");

    /** Types of which the emulator's one region has one object or a few. */
    private static final Set<String> ONE_AT_A_TIME = Set.of(
            "aws.cloudtrail.trail",
            "aws.config.deliveryChannel",
            "aws.config.recorder",
            "aws.config.recorderStatus",
            "aws.config.rule",
            "aws.s3.accountPublicAccessBlock");

    /** Held by the test whose stack has such an object on the emulator. */
    static final ReentrantLock TURN = new ReentrantLock();

    @TempDir
    private Path folder;

    @AfterEach
    void nextTurn() {
        if (TURN.isHeldByCurrentThread()) {
            TURN.unlock();
        }
    }

    /** Returns every resource type of the provider; one without a contract fails here. */
    public static Stream<String> types() {
        var schemas = SchemaFiles.bundled();
        return schemas.names().stream()
                .filter(name -> name.provider().equals("aws"))
                .map(TypeName::text)
                .filter(type -> type.matches(System.getProperty("setpoint.contract", ".*")));
    }

    static Stream<Arguments> updates() {
        return types().flatMap(type ->
                Contract.of(type).updates().keySet().stream().map(update -> Arguments.of(type, update)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void aCreatedObjectPlansAsUnchangedAndIsFoundAndIsDeleted(String type) {
        var contract = served(type, Cloud.SANDBOX);
        var run = run(Cloud.SANDBOX);
        applyAndFind(run, contract);
        destroy(run, contract);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void anExistingObjectIsImportedWithoutAChange(String type) {
        var contract = served(type, Cloud.SANDBOX);
        var run = run(Cloud.SANDBOX);
        run.apply(contract.base());
        planImport(run, contract);
        run.destroy(contract.base());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void anObjectDeletedFromOutsideIsCreatedAgain(String type) {
        var contract = served(type, Cloud.SANDBOX);
        var run = run(Cloud.SANDBOX);
        run.apply(contract.base());
        deleteAndCreateAgain(run, contract);
        run.destroy(contract.base());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("updates")
    void aChangeOfTheSpecIsAppliedAndTakenBack(String type, String update) {
        var contract = served(type, Cloud.SANDBOX);
        var run = run(Cloud.SANDBOX);
        run.apply(contract.base());
        applyAndTakeBack(run, contract, update);
        run.destroy(contract.base());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("updates")
    void aChangeFromOutsideIsReportedAsDriftAndReverted(String type, String update) {
        var contract = served(type, Cloud.SANDBOX);
        var run = run(Cloud.SANDBOX);
        run.apply(contract.base());
        driftAndRevert(run, Cloud.SANDBOX, contract, update);
        run.destroy(contract.base());
    }

    /** The emulator is slow: one object of each type goes through all of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void anObjectKeepsTheContractOverHttp(String type) {
        var contract = served(type, Cloud.HTTP);
        var run = run(Cloud.HTTP);
        applyAndFind(run, contract);
        planImport(run, contract);
        assertAll(
                type,
                contract.updates().keySet().stream()
                        .filter(update -> isPossible(type, contract, update))
                        .map(update -> () -> {
                            try {
                                applyAndTakeBack(run, contract, update);
                                driftAndRevert(run, Cloud.HTTP, contract, update);
                            } catch (AssertionError e) {
                                throw new AssertionError(update + ": " + e.getMessage(), e);
                            }
                        }));
        deleteAndCreateAgain(run, contract);
        destroy(run, contract);
    }

    private static void applyAndFind(ContractRun run, Contract contract) {
        run.apply(contract.base());
        assertThat(run.differences(run.plan(contract.base()))).isEmpty();
        var subject = Subject.of(run, contract);
        if (!ID_ASSIGNED.contains(contract.type())) {
            assertThat(subject.type().find(subject.applied(), subject.call())).contains(subject.identity());
        }
    }

    private static void destroy(ContractRun run, Contract contract) {
        var subject = Subject.of(run, contract);
        run.destroy(contract.base());
        assertThat(run.state().isEmpty()).isTrue();
        assertThat(subject.read()).isEmpty();
        subject.type().delete(subject.identity(), subject.applied(), subject.call());
    }

    private static void planImport(ContractRun run, Contract contract) {
        var plan = run.takingOver(contract.base(), Subject.of(run, contract).identity());
        assertThat(run.subject(plan)).isInstanceOf(Change.Import.class);
        assertThat(run.differences(plan)).isEmpty();
    }

    private static void deleteAndCreateAgain(ContractRun run, Contract contract) {
        var subject = Subject.of(run, contract);
        subject.type().delete(subject.identity(), subject.applied(), subject.call());
        assertThat(run.subject(run.plan(contract.base())))
                .isInstanceOfSatisfying(
                        Change.Create.class,
                        create -> assertThat(create.reason()).isEqualTo(Change.CreateReason.GONE));
        run.apply(contract.base());
        assertThat(run.differences(run.plan(contract.base()))).isEmpty();
    }

    private static void applyAndTakeBack(ContractRun run, Contract contract, String update) {
        run.apply(contract.updated(update));
        assertThat(run.differences(run.plan(contract.updated(update)))).isEmpty();
        run.apply(contract.base());
        assertThat(run.differences(run.plan(contract.base()))).isEmpty();
    }

    private static void driftAndRevert(ContractRun run, Cloud cloud, Contract contract, String update) {
        var changed = behindOurBack(run, contract, update);
        var drifted = run.plan(contract.base());

        if (changed.isEmpty()) {
            assertThat(run.differences(drifted)).as("what is not managed").isEmpty();
        } else if (!KnownGaps.maySwallow(cloud, contract.type(), changed)) {
            assertThat(run.subject(drifted))
                    .isInstanceOfSatisfying(Change.Update.class, found -> assertDrift(cloud, found, changed));
        }
        run.apply(contract.base());
        assertThat(run.differences(run.plan(contract.base()))).isEmpty();
    }

    /** Returns the contract, unless this cloud lacks the service. */
    private static Contract served(String type, Cloud cloud) {
        assumeThat(KnownGaps.lacks(cloud, type))
                .as("the emulator has no service for " + type)
                .isFalse();
        if (cloud == Cloud.HTTP && ONE_AT_A_TIME.contains(type)) {
            TURN.lock();
        }
        return Contract.of(type);
    }

    /** Tells whether the emulator can do the update. */
    private static boolean isPossible(String type, Contract contract, String update) {
        return !KnownGaps.fails(
                Cloud.HTTP,
                type,
                Objects.requireNonNull(contract.updates().get(update)).keySet());
    }

    private static void assertDrift(Cloud cloud, Change.Update found, Set<String> changed) {
        var seen = KnownGaps.real(cloud, found);
        assertThat(seen).isNotEmpty();
        assertThat(seen).allSatisfy(property -> {
            assertThat(property.cause()).isEqualTo(Cause.DRIFT);
            assertThat(changed).contains(property.path().property().orElseThrow());
        });
    }

    /**
     * Applies the update to the live object as another tool would. Returns the names of those that the stack manages.
     */
    private static Set<String> behindOurBack(ContractRun run, Contract contract, String update) {
        var subject = Subject.of(run, contract);
        var other = run.plan(contract.updated(update));
        var desired = run.subject(other) instanceof Change.Update planned ? planned.desired() : subject.applied();
        var changed = Objects.requireNonNull(contract.updates().get(update)).keySet().stream()
                .filter(name -> !desired.get(name).equals(subject.applied().get(name)))
                .collect(Collectors.toSet());
        subject.type()
                .update(
                        subject.identity(),
                        new Update(desired, subject.live(desired), changed, Set.of()),
                        subject.call());
        return changed.stream().filter(subject.applied()::has).collect(Collectors.toSet());
    }

    private ContractRun run(Cloud cloud) {
        return new ContractRun(
                cloud, folder, Map.of("suffix", UUID.randomUUID().toString().substring(0, 8)));
    }
}
