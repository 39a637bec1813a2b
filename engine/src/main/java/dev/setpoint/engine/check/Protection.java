package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.stack.Environment.Located;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names under {@code protect}, in the stack and in its environment: their resources must not be destroyed. */
final class Protection {

    private static final String SECTION = "protect";

    private final Document document;
    private final Optional<Environment> environment;
    private final CheckProblems problems;

    Protection(Document document, Optional<Environment> environment, CheckProblems problems) {
        this.document = document;
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * Protects the resources that are named, and those inside modules that are named.
     *
     * @param off resources that do not exist, because their {@code when} is false
     */
    void apply(Map<Address, ResourceBlock> resources, Map<Address, ResourceBlock> off) {
        var places = places(resources);
        if (!places.isEmpty()) {
            protect(resources, places);
            protect(off, places);
        }
    }

    private static void protect(Map<Address, ResourceBlock> blocks, Map<String, Span> places) {
        blocks.replaceAll((address, block) -> Optional.ofNullable(places.get(name(address)))
                .map(block::protectedAt)
                .orElse(block));
    }

    /** The name of the block in the stack's own file. */
    private static String name(Address address) {
        return address.module().isRoot()
                ? address.block()
                : address.module().calls().getFirst().name();
    }

    private Map<String, Span> places(Map<Address, ResourceBlock> resources) {
        var known = new TreeSet<String>();
        for (var section : List.of("resources", "modules")) {
            known.addAll(YamlMembers.mapping(document.root(), section).entries().keySet());
        }
        var places = new LinkedHashMap<String, Span>();
        Stream.concat(written().stream(), environment.stream().flatMap(chosen -> chosen.protect().stream()))
                .forEach(name -> {
                    if (known.contains(name.text())) {
                        places.putIfAbsent(name.text(), name.span());
                    } else if (isName(name.text())) {
                        problems.add(unknown(name, known, resources));
                    }
                });
        return places;
    }

    /** The names in the stack; the grammar has complained of what is none. */
    private List<Located> written() {
        return document.root().get(SECTION).orElse(null) instanceof Node.Sequence(var items, var _)
                ? items.stream()
                        .filter(item -> item.toValue() instanceof Value.Str)
                        .map(item -> new Located(((Node.Scalar) item).text(), item.span()))
                        .toList()
                : List.of();
    }

    private static boolean isName(String text) {
        return text.matches("[a-z][A-Za-z0-9]*");
    }

    private static Diagnostic unknown(Located name, Set<String> known, Map<Address, ResourceBlock> resources) {
        var inside = resources.keySet().stream()
                .filter(address -> !address.module().isRoot() && address.block().equals(name.text()))
                .findFirst()
                .map(address -> "It is inside a module: name `" + name(address) + "`, with all that is in it.");
        return Diagnostic.error(
                        "SP0279", name.span(), "The stack has no resource or module `" + name.text() + "` to protect.")
                .hint(inside.or(() -> Nearest.hint(name.text(), known)));
    }
}
