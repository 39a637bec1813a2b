package dev.setpoint.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of functions tells the truth about the language. */
class FunctionsTest {

    static List<LanguageFunction> all() {
        return Functions.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void anExampleHasTheResultBesideIt(LanguageFunction function) {
        assertThat(Evaluated.value(function.example())).as(function.example()).isEqualTo(Json.read(function.result()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anExampleCallsItsFunction(LanguageFunction function) {
        var called = function.isMember() ? "." + function.name() + "(" : function.name() + "(";
        assertThat(function.example()).contains(called);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aDescriptionIsOneSentence(LanguageFunction function) {
        assertThat(function.description()).matches("[A-Z][^.]*(\\.[^ .][^.]*)*\\.");
    }

    @Test
    void aNameStandsForOneFunction() {
        assertThat(Functions.all().stream().map(LanguageFunction::name)).doesNotHaveDuplicates();
    }

    @Test
    void theSpacesAreThoseOfFunctions() {
        assertThat(Functions.spaces())
                .containsExactlyInAnyOrder(
                        "arn",
                        "base64",
                        "cel",
                        "cidr",
                        "json",
                        "lists",
                        "math",
                        "optional",
                        "regex",
                        "sets",
                        "strings",
                        "yaml");
    }
}
