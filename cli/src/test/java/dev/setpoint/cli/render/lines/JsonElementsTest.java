package dev.setpoint.cli.render.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Elements of arrays inside a JSON text are compared with their former selves. */
class JsonElementsTest {

    private static final ElementKeys STATEMENTS = new ElementKeys(Map.of(PropertyPath.of("Statement"), "Sid"));

    @Test
    void aDeclaredKeyNamesTheElement() {
        assertThat(lines(
                        "{'Statement': [{'Effect': 'Allow', 'Sid': 'A', 'Action': 'x'}]}",
                        "{'Statement': [{'Effect': 'Allow', 'Sid': 'A', 'Action': 'z'}]}",
                        STATEMENTS))
                .containsExactly(" v: (JSON text)", "~Statement[A].Action: x → z");
    }

    @Test
    void elementsWithOtherDeclaredKeysAreOtherElements() {
        assertThat(lines(
                        "{'Statement': [{'Sid': 'A', 'Action': 'x'}]}",
                        "{'Statement': [{'Sid': 'B', 'Action': 'x'}]}",
                        STATEMENTS))
                .containsExactly(" v: (JSON text)", " Statement:", "-- {Sid: A, Action: x}", "+- {Sid: B, Action: x}");
    }

    @Test
    void aDeclaredKeyHoldsForItsListOnly() {
        assertThat(lines("{'rules': [{'Sid': 'A', 'n': 1}]}", "{'rules': [{'Sid': 'A', 'n': 2}]}", STATEMENTS))
                .containsExactly(" v: (JSON text)", "~rules[0].n: 1 → 2");
    }

    @Test
    void elementsOfAnyLanguageMatchByTheMemberThatTellsThemApart() {
        for (var member : List.of("id", "Name", "schluessel", "x-y")) {
            assertThat(lines(
                            "[{'kind': 't', 'M': 'one', 'n': 1}, {'kind': 't', 'M': 'two', 'n': 2}]"
                                    .replace("M", member),
                            "[{'kind': 't', 'M': 'new', 'n': 9}, {'kind': 't', 'M': 'two', 'n': 3}]"
                                    .replace("M", member),
                            ElementKeys.NONE))
                    .as(member)
                    .contains("~[1].n: 2 → 3")
                    .anyMatch(line -> line.startsWith("--") && line.contains("one"))
                    .anyMatch(line -> line.startsWith("+-") && line.contains("new"));
        }
    }

    @Test
    void elementsThatNothingTellsApartMatchByPlace() {
        assertThat(lines("[{'n': 1}, {'n': 2}]", "[{'n': 1}, {'n': 3}]", ElementKeys.NONE))
                .containsExactly(" v: (JSON text)", "~[1].n: 2 → 3");
    }

    private static List<String> lines(String before, String after, ElementKeys keys) {
        return ValueDifference.named(0, "v", text(before), text(after), keys).stream()
                .map(line -> line.mark().symbol() + line.text())
                .toList();
    }

    private static Optional<Value> text(String json) {
        return Optional.of(Value.of(json.replace('\'', '"')));
    }
}
