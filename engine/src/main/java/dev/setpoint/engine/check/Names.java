package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.TypeSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every name of the stack with its type. A local's type is any until it has been inferred. */
final class Names implements TypeScope {

    private static final Shape ANY = new Shape.Any(Equality.EXACT);

    private final Map<String, Shape> inputs;
    private final Map<String, Shape> locals = new LinkedHashMap<>();
    private final Map<String, Optional<TypeSchema>> data;
    private final Map<String, Optional<TypeSchema>> resources;

    /** @param data and {@code resources}: empty for those whose type is not known, of which nothing more shall be said */
    Names(
            Map<String, Shape> inputs,
            Set<String> locals,
            Map<String, Optional<TypeSchema>> data,
            Map<String, Optional<TypeSchema>> resources) {
        this.inputs = inputs;
        locals.forEach(name -> this.locals.put(name, ANY));
        this.data = data;
        this.resources = resources;
    }

    void inferred(String local, Shape shape) {
        locals.put(local, shape);
    }

    Optional<TypeSchema> resource(String name) {
        return Optional.ofNullable(resources.get(name)).flatMap(type -> type);
    }

    Optional<TypeSchema> dataSource(String name) {
        return Optional.ofNullable(data.get(name)).flatMap(type -> type);
    }

    @Override
    public Optional<Shape> shape(Root root, String name) {
        return switch (root) {
            case INPUT -> Optional.ofNullable(inputs.get(name));
            case LOCAL -> Optional.ofNullable(locals.get(name));
            case DATA -> Optional.ofNullable(data.get(name)).map(Names::shape);
            case RESOURCE -> Optional.ofNullable(resources.get(name)).map(Names::shape);
            case STACK -> name.equals("name") ? Optional.of(new Shape.Text(Equality.EXACT)) : Optional.empty();
            case EACH -> Optional.empty();
        };
    }

    private static Shape shape(Optional<TypeSchema> type) {
        return type.<Shape>map(TypeSchema::properties).orElse(ANY);
    }

    @Override
    public Collection<String> names(Root root) {
        return switch (root) {
            case INPUT -> inputs.keySet();
            case LOCAL -> locals.keySet();
            case DATA -> data.keySet();
            case RESOURCE -> resources.keySet();
            case STACK -> List.of("name");
            case EACH -> List.of();
        };
    }

    /** The node that {@code dependsOn} names: a resource, or a data source as {@code data.caller}. */
    Optional<Address> address(Node.Scalar written, Problems problems) {
        var text = written.text();
        if (resources.containsKey(text)) {
            return Optional.of(Address.resource(text));
        }
        if (text.startsWith("data.") && data.containsKey(text.substring("data.".length()))) {
            return Optional.of(Address.data(text.substring("data.".length())));
        }
        if (!text.contains("${")) {
            problems.add(Diagnostic.error("SP0301", written.span(), "There is no resource `" + text + "`.")
                    .hint(Nearest.hint(text, resources.keySet())));
        }
        return Optional.empty();
    }
}
