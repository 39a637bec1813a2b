package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.settings.ProviderChoice;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.StaticTexts;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.stack.ResourceBlock;
import java.util.HashMap;
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

    /** @param scope what is known before anything is read */
    public ResourceReader(
            StackNames names, Scope scope, TermReader terms, ProviderChoice providers, CheckProblems problems) {
        this.names = names;
        this.scope = scope;
        this.terms = terms;
        this.providers = providers;
        this.problems = problems;
    }

    /** The resources, with their addresses in the whole stack. */
    public List<ResourceBlock> read(Node.Mapping section) {
        return new BlockReader<>(names, Root.RESOURCE, terms, problems, this::resource).read(section);
    }

    private ResourceBlock resource(BlockReader.Written written, Address address, StackNames inside) {
        var typer = new TermTyper(inside, problems);
        var options = new OptionsReader(inside, new StaticTexts(terms, typer, scope, problems), claimed, problems);
        var block = written.block();
        var dependsOn = options.dependsOn(block);
        terms.depend(dependsOn.size(), written.span());
        return new ResourceBlock(
                address,
                written.type(),
                providers.of(block, written.type(), written.span()),
                ModuleFile.from(typer.check(written.properties(), written.type().properties()), written.type(), inside),
                dependsOn,
                options.lifecycle(block, written.type()),
                options.timeouts(block),
                options.moved(block),
                options.importId(block),
                List.of(),
                written.span());
    }
}
