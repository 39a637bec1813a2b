package dev.setpoint.cli.reference;

import dev.setpoint.engine.schema.ActionTable;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.TypeSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages of resource types and data sources. */
final class TypePages {

    private TypePages() {}

    static List<Page> resources(SchemaFiles schemas) {
        return schemas.names().stream()
                .flatMap(name -> schemas.type(name).stream())
                .map(schema -> page(Chapter.TYPES, schema.name().text(), schema))
                .toList();
    }

    static List<Page> data(SchemaFiles schemas) {
        return schemas.dataNames().stream()
                .flatMap(name -> schemas.data(name).stream())
                .map(schema -> page(Chapter.DATA, "data/" + schema.name(), schema))
                .toList();
    }

    private static Page page(Chapter chapter, String name, TypeSchema schema) {
        var page = new StringBuilder("# " + name + "\n\n" + schema.description() + "\n");
        schema.dataLoss()
                .ifPresent(loss -> page.append("\nData loss: ").append(loss).append('\n'));
        section(page, "Properties", new PropertyTree(schema).properties());
        section(page, "Outputs", new PropertyTree(schema).outputs());
        section(page, "Example", "```text\n" + TypeExample.of(schema) + "```\n");
        section(page, "Permissions", permissions(schema.actions()));
        return new Page(chapter, name, Page.summary(schema.description()), page.toString());
    }

    private static void section(StringBuilder page, String title, String body) {
        if (!body.isEmpty()) {
            page.append("\n## ").append(title).append("\n\n").append(body);
        }
    }

    /** Lists the actions of each operation, and those that single properties add. */
    private static String permissions(ActionTable actions) {
        var always = actions.always().entrySet().stream()
                .map(operation -> "- " + operation.getKey() + ": " + code(operation.getValue()) + "\n")
                .collect(Collectors.joining());
        var more = actions.withProperty().entrySet().stream()
                .map(property -> "- with `" + property.getKey() + "`: " + operations(property.getValue()) + "\n")
                .collect(Collectors.joining());
        return always + more;
    }

    private static String operations(Map<String, List<String>> operations) {
        return operations.entrySet().stream()
                .map(operation -> operation.getKey() + " " + code(operation.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String code(List<String> actions) {
        return actions.isEmpty()
                ? "none"
                : actions.stream().map(action -> "`" + action + "`").collect(Collectors.joining(", "));
    }
}
