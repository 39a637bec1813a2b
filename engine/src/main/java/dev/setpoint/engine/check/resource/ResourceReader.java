package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.settings.ProviderChoice;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.StaticTexts;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.ResourceBlock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads resource blocks: one resource each, or with {@code forEach} one for each key. */
public final class ResourceReader {

    private final StackNames names;
    private final Scope scope;
    private final TermReader terms;
    private final ProviderChoice providers;
    private final CheckProblems problems;
    private final Map<Address, Span> claimed = new HashMap<>();
    private final Map<Address, ResourceBlock> blocks = new LinkedHashMap<>();

    /** @param scope what is known before anything is read */
    public ResourceReader(
            StackNames names, Scope scope, TermReader terms, ProviderChoice providers, CheckProblems problems) {
        this.names = names;
        this.scope = scope;
        this.terms = terms;
        this.providers = providers;
        this.problems = problems;
    }

    /** The resources by address. */
    public Map<Address, ResourceBlock> read(Node.Mapping section) {
        section.entries().forEach(this::read);
        return blocks;
    }

    private void read(String name, Node.Entry entry) {
        var repeated = entry.value() instanceof Node.Mapping block
                && block.get(ForEachReader.OPTION).isPresent();
        var here = names.within(Root.RESOURCE, name);
        var any = repeated ? here.within(BlockInstance.any(entry.key())) : here;
        var type = names.resource(name);
        if (type.isEmpty() || !(entry.value() instanceof Node.Mapping block)) {
            // Its type is not known, but what it refers to can still be checked.
            new TermTyper(any, problems).infer(terms.read(entry.value()));
            return;
        }
        var written = new Written(block, type.get(), terms.properties(block, entry.key()), entry.key());
        var instances = names.instances(name);
        if (!repeated) {
            add(written, Address.resource(name), here);
        } else if (instances.isEmpty()) {
            resource(written, Address.resource(name), any);
        }
        instances.forEach((_, instance) -> {
            terms.repeat(written.properties(), written.span());
            add(written, instance.address(name), here.within(instance));
        });
    }

    /**
     * A block of the file.
     *
     * @param properties not yet typed
     */
    private record Written(Node.Mapping block, TypeSchema type, Term properties, Span span) {}

    private void add(Written written, Address address, StackNames inside) {
        var global = address.in(names.nameSpace().path());
        blocks.put(global, resource(written, global, inside));
    }

    private ResourceBlock resource(Written written, Address address, StackNames inside) {
        var typer = new TermTyper(inside, problems);
        var options = new OptionsReader(inside, new StaticTexts(terms, typer, scope, problems), claimed, problems);
        var block = written.block();
        var dependsOn = options.dependsOn(block);
        terms.depend(dependsOn.size(), written.span());
        return new ResourceBlock(
                address,
                written.type(),
                providers.of(block, written.type(), written.span()),
                ModuleFile.from(
                        typer.check(written.properties(), written.type().properties()), written.type(), names.folder()),
                dependsOn,
                options.lifecycle(block, written.type()),
                options.timeouts(block),
                options.moved(block),
                options.importId(block),
                List.of(),
                written.span());
    }
}
