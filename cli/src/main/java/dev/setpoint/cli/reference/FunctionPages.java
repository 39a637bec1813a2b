package dev.setpoint.cli.reference;

import dev.setpoint.engine.expression.function.Functions;
import dev.setpoint.engine.expression.function.LanguageFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Pages of the functions and macros that expressions may call. */
final class FunctionPages {

    private FunctionPages() {}

    /** One page for each name: a name may have several signatures. */
    static List<Page> all() {
        return Functions.all().stream()
                .sorted((one, other) -> one.group().compareTo(other.group()))
                .collect(Collectors.groupingBy(LanguageFunction::name, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(named -> page(named.getKey(), named.getValue()))
                .toList();
    }

    private static Page page(String name, List<LanguageFunction> functions) {
        var first = functions.getFirst();
        var origin = first.own() ? "Added by Setpoint" : "Part of CEL";
        var body = functions.stream().map(FunctionPages::section).collect(Collectors.joining("\n"));
        return new Page(
                Chapter.FUNCTIONS,
                name,
                first.description(),
                "# " + name + "\n\n" + body + "\n" + origin + ". Group: "
                        + first.group().title() + ".\n");
    }

    private static String section(LanguageFunction function) {
        return """
            `%s`

            %s Example, with its result:

            ```text
            %s
            %s
            ```
            """.formatted(function.signature(), function.description(), function.example(), function.result());
    }
}
