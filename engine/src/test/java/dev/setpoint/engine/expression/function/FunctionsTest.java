package dev.setpoint.engine.expression.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
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
    void noResourceHasTheNameOfASpaceOfFunctions() {
        assertThat(Functions.names().stream().filter(name -> name.contains(".")))
                .allMatch(name -> ReservedNames.isSpace(name.substring(0, name.indexOf('.'))));
        assertThat(ReservedNames.taken("json"))
                .contains("`json` is taken by `json.encode`; `moved: [json]` keeps the object under another name.");
        assertThat(ReservedNames.taken("bucket")).isEmpty();
    }

    @Test
    void aSchemaOfStacksReservesTheSameNames() {
        var names = SchemaFiles.bundled()
                .own("stack-file.schema.json")
                .map("properties")
                .map("resources")
                .map("propertyNames")
                .map("not")
                .list("enum");
        assertThat(names)
                .allSatisfy(name -> assertThat(ReservedNames.taken(((Value.Str) name).value()))
                        .isPresent());
    }
}
