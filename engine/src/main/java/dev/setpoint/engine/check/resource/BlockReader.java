package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.TermReader;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the blocks of a section with a type each: one node for a block, or with {@code forEach} one for each key.
 *
 * @param root {@code RESOURCE} or {@code DATA}
 * @param <B> a node of the stack
 */
record BlockReader<B>(StackNames names, Root root, TermReader terms, CheckProblems problems, Maker<B> maker) {

    /**
     * A block of the file.
     *
     * @param properties not yet typed
     */
    record Written(Node.Mapping block, TypeSchema type, Term properties, Span span) {}

    /** Makes a node. */
    interface Maker<B> {

        /**
         * @param address in the whole stack
         * @param inside the names that its expressions may use
         */
        B make(Written written, Address address, StackNames inside);
    }

    /** The nodes of the section. */
    List<B> read(Node.Mapping section) {
        var made = new ArrayList<B>();
        section.entries().forEach((name, entry) -> read(name, entry, made));
        return made;
    }

    private void read(String name, Node.Entry entry, List<B> made) {
        var here = names.within(root, name);
        var repeated = entry.value() instanceof Node.Mapping block
                && block.get(ForEachReader.OPTION).isPresent();
        var any = repeated ? here.within(BlockInstance.any(entry.key())) : here;
        var type = type(name);
        if (type.isEmpty() || !(entry.value() instanceof Node.Mapping block)) {
            // Its type is not known, but what it refers to can still be checked.
            new TermTyper(any, problems).infer(terms.read(entry.value()));
            return;
        }
        var written = new Written(block, type.get(), terms.properties(block, entry.key()), entry.key());
        var address = (root == Root.DATA ? Address.data(name) : Address.resource(name))
                .in(names.nameSpace().path());
        var instances = names.instances(root, name);
        if (!repeated) {
            made.add(maker.make(written, address, here));
        } else if (instances.isEmpty()) {
            maker.make(written, address, any);
        }
        instances.forEach((key, instance) -> {
            terms.repeat(written.properties(), written.span());
            made.add(maker.make(written, address.instance(key), here.within(instance)));
        });
    }

    private Optional<TypeSchema> type(String name) {
        return root == Root.DATA ? names.dataSource(name) : names.resource(name);
    }
}
