package dev.setpoint.provider.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Table of the checks of {@link ContractTest} by type and cloud. */
final class ContractMatrixTest {

    private static final Path FILE = Path.of("docs/contract.md");

    private static final String HEAD = """
        # What is tested of every resource type

        `ContractTest` tests each type on the sandbox, and over HTTP against moto. It fails for a type without a
        contract. Each cell shows first the sandbox and then HTTP: ✓ is tested, – is not tested, and a number is the number
        of tested updates. Made from the tests; `-Dgolden.update=true` with `-Dtest=ContractMatrixTest` makes it anew.

        - **create**: The object is made, planned again without a change, and deleted. A second deletion succeeds, too.
        - **find**: The object is found by its name alone, as after a crash. Types with – have an id that AWS chooses, and
          are found by their mark.
        - **import**: The object is imported without a change.
        - **update**: Each property is changed in the spec, applied, planned again without a change, and changed back.
        - **drift**: Each property is changed outside Setpoint, shown as drift, and repaired.
        - **again**: The object is deleted outside Setpoint, found to be gone, and made again. A replica key is not made
          again, since AWS makes no second one before the first has really gone.

        | type | create | find | import | update | drift | again | what moto loses |
        |---|---|---|---|---|---|---|---|
        """;

    @Test
    void theTableMatchesTheTests() throws IOException {
        var fresh = ContractTest.types().map(ContractMatrixTest::row).collect(Collectors.joining("\n", HEAD, "\n"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(FILE, fresh);
        }
        assertThat(fresh).isEqualTo(Files.readString(FILE));
    }

    private static String row(String type) {
        var life = cell(type, "✓", "✓");
        var found = ContractTest.ID_ASSIGNED.contains(type) ? "– –" : life;
        var updates = Contract.of(type).updates().values();
        var tried = updates.stream()
                .filter(update -> Collections.disjoint(update.keySet(), KnownGaps.failing(type)))
                .count();
        var changed = cell(type, String.valueOf(updates.size()), String.valueOf(tried));
        return Stream.of("`" + type + "`", life, found, life, changed, changed, life, losses(type))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String cell(String type, String sandbox, String moto) {
        return sandbox + " " + (KnownGaps.absent(type) ? "–" : moto);
    }

    private static String losses(String type) {
        return KnownGaps.absent(type)
                ? "the service"
                : Stream.of(KnownGaps.lost(type), KnownGaps.failing(type))
                        .flatMap(names -> names.stream().sorted())
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", "));
    }
}
