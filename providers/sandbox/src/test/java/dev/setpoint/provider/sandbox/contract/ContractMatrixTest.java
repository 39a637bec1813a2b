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
        # What is tried of every resource type

        `ContractTest` runs each type through its life, on the sandbox and over HTTP against moto, and fails for a type
        without a contract. In each cell the sandbox comes first and HTTP second: ✓ is tried, – is not, a number is how
        many updates are tried. Made from the tests; `-Dgolden.update=true` with `-Dtest=ContractMatrixTest` makes it anew.

        - **create**: made, planned again without a change, deleted, gone, and deleted once more without complaint
        - **find**: found by its name alone, as after a crash; – where AWS chooses the id, and its mark is looked for
        - **import**: taken over without a change
        - **update**: each changed in the spec, applied, unchanged, and taken back
        - **drift**: each changed behind Setpoint's back, seen as drift, and repaired
        - **again**: deleted behind Setpoint's back, seen as gone, and made again; a replica key only seen as gone, since AWS
          makes no second one before the first has really gone

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
