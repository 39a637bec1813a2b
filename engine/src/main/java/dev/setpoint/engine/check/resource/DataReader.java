package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.settings.ProviderChoice;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.StaticTexts;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.stack.DataBlock;
import java.util.List;
import java.util.Map;

/**
 * Reads blocks of data sources.
 *
 * @param scope what is known before anything is read
 */
public record DataReader(
        StackNames names, Scope scope, TermReader terms, ProviderChoice providers, CheckProblems problems) {

    /** The data sources, with their addresses in the whole stack. */
    public List<DataBlock> read(Node.Mapping section) {
        return new BlockReader<>(names, Root.DATA, terms, problems, this::source).read(section);
    }

    private DataBlock source(BlockReader.Written written, Address address, StackNames inside) {
        var typer = new TermTyper(inside, problems);
        var options = new OptionsReader(inside, new StaticTexts(terms, typer, scope, problems), Map.of(), problems);
        return new DataBlock(
                address,
                written.type(),
                providers.of(written.block(), written.type(), written.span()),
                typer.check(written.properties(), written.type().properties()),
                options.dependsOn(written.block()),
                List.of(),
                written.span());
    }
}
