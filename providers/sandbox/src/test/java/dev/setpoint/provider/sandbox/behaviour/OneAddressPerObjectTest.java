package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.Contract;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import dev.setpoint.provider.sandbox.contract.ContractTest;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each object of every type has one address. */
class OneAddressPerObjectTest {

    private static final String TWIN = "twin";

    @TempDir
    private Path folder;

    static Stream<String> types() {
        return ContractTest.types();
    }

    /** Returns the types whose spec identifies the object. */
    static Stream<String> named() {
        return types().filter(type -> !ContractTest.ID_ASSIGNED.contains(type));
    }

    private ContractRun run() {
        return new ContractRun(Cloud.SANDBOX, folder, Map.of("suffix", "twin"));
    }

    @ParameterizedTest
    @MethodSource("named")
    void twoBlocksOfOneObjectAreRefusedWithoutAskingTheCloud(String type) {
        assertThat(run().problems(Contract.of(type).doubled(TWIN)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("SP0220");
                    assertThat(problem.message()).contains("`subject` and `twin`");
                    assertThat(problem.span()).isPresent();
                    assertThat(problem.related()).hasSize(1);
                });
    }

    @ParameterizedTest
    @MethodSource("named")
    void aRenamedBlockIsRefusedWithAHintToMoveIt(String type) {
        var contract = Contract.of(type);
        var run = run();
        run.apply(contract.base());
        var plan = run.preview(contract.renamed("fresh"));
        assertThat(plan.forbidden())
                .filteredOn(problem -> problem.code().equals("SP0585"))
                .singleElement()
                .extracting(Diagnostic::hint)
                .satisfies(
                        hint -> assertThat(hint.orElseThrow()).contains("add `moved: [subject]` to the block `fresh`"));
        assertThat(run.plan(contract.base()).changes()).allMatch(Change.NoOp.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aSecondAddressThatAStateHasIsForgottenAndTheObjectStays(String type) {
        var contract = Contract.of(type);
        var run = run();
        run.apply(contract.base());
        var subject = Address.resource(Contract.SUBJECT);
        run.share(subject, Address.resource(TWIN));

        var plan = run.apply(contract.base());
        assertThat(plan.changes())
                .filteredOn(change -> !(change instanceof Change.NoOp))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Forget.class,
                        forget -> assertThat(forget.heldBy()).contains(subject));
        assertThat(run.plan(contract.base()).changes()).allMatch(Change.NoOp.class::isInstance);
        run.destroy(contract.base());
    }

    /** Also where the first address goes, and the second one is in the spec. */
    @ParameterizedTest
    @MethodSource("types")
    void theFirstAddressMayGo(String type) {
        var contract = Contract.of(type);
        var run = run();
        run.apply(contract.base());
        run.share(Address.resource(Contract.SUBJECT), Address.resource(TWIN));

        run.apply(contract.renamed(TWIN));
        var plan = run.plan(contract.renamed(TWIN));
        assertThat(plan.changes()).allMatch(Change.NoOp.class::isInstance);
        assertThat(run.state().resources()).containsKey(Address.resource(TWIN));
    }
}
