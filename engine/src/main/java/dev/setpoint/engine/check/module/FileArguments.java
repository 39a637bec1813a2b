package dev.setpoint.engine.check.module;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the functions that read files: their paths must be known now, and their files readable. Reads them all, so that
 * their contents count towards the digest of the spec.
 */
public final class FileArguments {

    private final Expansion all;

    public FileArguments(Expansion all) {
        this.all = all;
    }

    /** Checks everything that has been read. */
    public void check(Collection<Term> others) {
        all.locals().values().forEach(this::visit);
        all.data().values().forEach(block -> visit(block.properties()));
        all.resources().values().forEach(block -> visit(block.properties()));
        others.forEach(this::visit);
    }

    private void visit(Term term) {
        switch (term) {
            case Term.Literal _ -> {}
            case Term.Computed computed -> {
                if (computed.template().readsFiles()) {
                    read(computed);
                }
            }
            case Term.ListTerm(var items, var _) -> items.forEach(this::visit);
            case Term.MapTerm(var entries, var _) -> entries.values().forEach(this::visit);
        }
    }

    private void read(Term.Computed computed) {
        var late = late(computed.template().fileArguments(), new HashSet<>());
        if (late.isPresent()) {
            all.problems.add(Diagnostic.error(
                            "SP0357",
                            computed.span(),
                            "The path of a file is made of inputs, locals and literals alone, and this one reads `"
                                    + late.get() + "`.")
                    .hint("Files are read when the stack is checked. What resources give may be known only later."));
            return;
        }
        try {
            computed.evaluate(all.scope);
        } catch (LocatedEvaluationException e) {
            all.problems.add(e.diagnostic());
        }
    }

    /** A resource or data source among the names, or behind their locals. */
    private Optional<Reference> late(Set<Reference> names, Set<String> seen) {
        for (var name : names) {
            if (name.root() == Root.RESOURCE || name.root() == Root.DATA) {
                return Optional.of(name);
            }
            var local = Optional.ofNullable(all.locals().get(name.name()))
                    .filter(_ -> name.root() == Root.LOCAL && seen.add(name.name()));
            var behind = local.flatMap(term -> late(term.references(), seen));
            if (behind.isPresent()) {
                return behind;
            }
        }
        return Optional.empty();
    }
}
