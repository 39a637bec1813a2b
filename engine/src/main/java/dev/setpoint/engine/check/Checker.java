package dev.setpoint.engine.check;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;

/**
 * A document against the grammar, the schemas of its types and its own names. Everything that is wrong
 * is reported at once, in the order of the file.
 */
public final class Checker {

    private final SchemaCatalog catalog;
    private final PropertyValidator validator = new PropertyValidator();

    public Checker(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    public Result<Stack> check(Document document, Bindings bindings) {
        var problems = new Problems(new Places(document.source()));
        var refused = new Grammar(new SchemaFiles()).check(document, problems);
        var stack = new StackReader(document, catalog, problems).read(bindings, refused);
        var values = new StaticValues(stack);
        values.problems().forEach(problems::add);
        validate(document, stack, values, problems);
        Ownership.check(stack, values, problems);
        return Result.of(stack, problems.sorted());
    }

    /** What is literal, and what the spec alone lets be evaluated; the rest is validated when it is known. */
    private void validate(Document document, Stack stack, StaticValues values, Problems problems) {
        var resources = Members.mapping(document.root(), "resources");
        stack.resources().values().forEach(block -> {
            var node = Members.at(resources, block.address().name());
            validator
                    .findings(block.type(), values.properties(block))
                    .forEach(finding ->
                            problems.add(finding.at(Places.at(node, block.span(), finding.path(), finding.onName()))));
        });
        var data = Members.mapping(document.root(), "data");
        stack.data().forEach((name, block) -> {
            var node = Members.at(data, name);
            validator
                    .findings(block.type(), values.properties(block))
                    .forEach(finding ->
                            problems.add(finding.at(Places.at(node, block.span(), finding.path(), finding.onName()))));
        });
    }
}
