package dev.setpoint.engine.address;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text form of addresses, their parts and their order. */
class AddressTest {

    private static final int SEVERAL = 200;

    private static Address parsed(String text) {
        return Address.parse(text)
                .fold(
                        problems -> {
                            throw new AssertionError(problems.toString());
                        },
                        address -> address);
    }

    private static Optional<Diagnostic> problem(String text) {
        return Address.parse(text).fold(problems -> problems.stream().findFirst(), _ -> Optional.empty());
    }

    @Test
    void theTextFormIsThatOfStateFilesAndPlans() {
        var eu = ModulePath.ROOT.call("storage", "eu");
        assertThat(Address.resource("bucket")).hasToString("bucket");
        assertThat(Address.data("caller")).hasToString("data.caller");
        assertThat(Address.instance("buckets", "eu")).hasToString("buckets[\"eu\"]");
        assertThat(Address.resource("bucket").in(ModulePath.ROOT.call("storage")))
                .hasToString("storage.bucket");
        assertThat(Address.instance("bucket", "a").in(eu)).hasToString("storage[\"eu\"].bucket[\"a\"]");
        assertThat(Address.data("caller").in(eu.call("inner"))).hasToString("storage[\"eu\"].inner.data.caller");
        assertThat(Address.provider("aws.replica")).hasToString("aws.replica");
    }

    @Test
    void parsingFindsEveryPart() {
        var address = parsed("storage[\"eu\"].inner.data.sites[\"a.b[0]\"]");
        assertThat(address.kind()).isEqualTo(Address.Kind.DATA);
        assertThat(address.module())
                .isEqualTo(ModulePath.ROOT.call("storage", "eu").call("inner"));
        assertThat(address.block()).isEqualTo("sites");
        assertThat(address.key()).contains("a.b[0]");
        assertThat(parsed("bucket").key()).isEmpty();
        assertThat(parsed("bucket").module().isRoot()).isTrue();
    }

    @RepeatedTest(SEVERAL)
    void parsingThePrintedFormGivesTheSameAddress(RepetitionInfo repetition) {
        var address = new RandomAddresses(repetition.getCurrentRepetition()).next();
        var parsed = parsed(address.text());
        assertThat(parsed).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(parsed.text()).isEqualTo(address.text());
        assertThat(parsed.module()).isEqualTo(address.module());
        assertThat(parsed.kind()).isEqualTo(address.kind());
        assertThat(parsed.block()).isEqualTo(address.block());
        assertThat(parsed.key()).isEqualTo(address.key());
    }

    @RepeatedTest(SEVERAL)
    void anyTextIsEitherRefusedOrPrintedAsItWas(RepetitionInfo repetition) {
        var text = new RandomAddresses(repetition.getCurrentRepetition()).damaged();
        switch (Address.parse(text)) {
            case Result.Ok<Address>(var address, var warnings) -> {
                assertThat(address.text()).isEqualTo(text);
                assertThat(warnings).isEmpty();
            }
            case Result.Failed<Address>(var problems) ->
                assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0935");
        }
    }

    @RepeatedTest(20)
    void theOrderIsTotalAndThatOfTheTexts(RepetitionInfo repetition) {
        var random = new RandomAddresses(repetition.getCurrentRepetition());
        var addresses = new ArrayList<Address>();
        for (var i = 0; i < SEVERAL; i++) {
            addresses.add(random.next());
        }
        var once = new ArrayList<>(new TreeSet<>(addresses));
        Collections.shuffle(addresses, new Random(repetition.getCurrentRepetition()));
        var again = new ArrayList<>(new TreeSet<>(addresses));

        assertThat(again).isEqualTo(once).hasSameSizeAs(new HashSet<>(addresses));
        assertThat(once).extracting(Address::text).isSorted();
        for (var one : once) {
            for (var other : once) {
                assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
                assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
            }
        }
    }

    @Test
    void aProviderConfigurationIsNoResourceOfTheSameText() {
        assertThat(Address.provider("aws")).isNotEqualTo(Address.resource("aws"));
        assertThat(Address.provider("aws").compareTo(Address.resource("aws"))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                ".a",
                "a..b",
                "a[",
                "a]",
                "a[]",
                "a[0]",
                "a[\"]",
                "a[\"x]",
                "a[\"x\"",
                "a[\"x\"]b",
                "a[\"x\"][\"y\"]",
                "[\"x\"]",
                "a[\"x\\\"]",
                "a[\"x\\y\"]",
                "a[\"x\\",
                "a\"b",
                "data.caller.id",
                "data[\"x\"].caller",
                "storage.data.caller.id"
            })
    void malformedTextIsAnErrorValue(String text) {
        assertThat(problem(text).orElseThrow().message()).isEqualTo("`" + text + "` is not an address.");
    }

    @Test
    void aKeyWithoutItsQuotesGetsThemBackInTheHint() {
        assertThat(problem("buckets[eu]").orElseThrow().hint().orElseThrow())
                .contains("Did you mean `buckets[\"eu\"]`?", "write 'buckets[\"eu\"]'");
        assertThat(problem("storage[eu].bucket[a]").orElseThrow().hint().orElseThrow())
                .contains("storage[\"eu\"].bucket[\"a\"]");
        assertThat(problem("bucket[").orElseThrow().hint().orElseThrow()).contains("in double quotes");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "key.arn | key",
                "buckets[\"a.b\"].arn | buckets[\"a.b\"]",
                "list[0].x | list",
                "key | key",
                "keys[\"it's\"] | keys[\"it's\"]"
            })
    void aReferenceBeginsWithTheAddressOfItsResource(String reference, String owner) {
        assertThat(Address.owner(reference)).hasToString(owner);
    }

    @Test
    void aBlockIsToldFromItsInstancesAndFromThoseOfAModule() {
        var block = Address.resource("buckets");
        var inside = ModulePath.ROOT.call("storage");
        assertThat(Address.instance("buckets", "eu").isInstanceOf(block)).isTrue();
        assertThat(block.isInstanceOf(block)).isFalse();
        assertThat(Address.instance("bucket", "eu").isInstanceOf(block)).isFalse();
        assertThat(Address.instance("buckets", "eu").in(inside).isInstanceOf(block))
                .isFalse();
        assertThat(Address.instance("buckets", "eu").in(inside).isInstanceOf(block.in(inside)))
                .isTrue();
    }

    @Test
    void aLongPathOfModulesIsReadInNoTime() {
        var text = String.join(".", Collections.nCopies(200_000, "a"));
        assertThat(parsed(text).text()).isEqualTo(text);
    }

    @Test
    void aShellAndYamlGetAddressesInQuotesWhereTheyNeedThem() {
        var address = Address.instance("pages", "it's");
        assertThat(address.word()).isEqualTo("'pages[\"it'\\''s\"]'");
        assertThat(address.yaml()).isEqualTo("'pages[\"it''s\"]'");
        assertThat(List.of(
                        parsed("storage.bucket").word(),
                        parsed("storage.bucket").yaml()))
                .containsOnly("storage.bucket");
    }
}
