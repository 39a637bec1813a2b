package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.assertion.AssertionReader;
import dev.setpoint.engine.check.assertion.AssertionReader.Owner;
import dev.setpoint.engine.check.assertion.SelfNames;
import dev.setpoint.engine.check.assertion.WrittenAssertion;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.resource.ForEachReader;
import dev.setpoint.engine.check.term.BlockConditions;
import dev.setpoint.engine.check.term.BlockInstance;
import dev.setpoint.engine.check.term.RepeatedBlocks;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.NamedType;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the conditions of one file: of its inputs, of its blocks, and of the file as a whole. */
final class ScopeAssertions {

    /** The name of lists of assertions. */
    static final String ASSERT = "assert";

    private static final String VALIDATE = "validate";

    private final Expansion all;
    private final Document document;
    private final ModulePath path;
    private final StackNames names;
    private final BlockPresence blocks;

    /**
     * @param names of the file
     * @param blocks tells which blocks of the file exist
     */
    ScopeAssertions(Expansion all, Document document, ModulePath path, StackNames names, BlockPresence blocks) {
        this.all = all;
        this.document = document;
        this.path = path;
        this.names = names;
        this.blocks = blocks;
    }

    /** @param inputs the types of the file's inputs */
    void read(Map<String, NamedType> inputs) {
        validations(inputs);
        section("data").entries().forEach((name, entry) -> block(Root.DATA, name, entry));
        section("resources").entries().forEach((name, entry) -> block(Root.RESOURCE, name, entry));
        all.assertions()
                .addAll(AssertionReader.ofAssertions(all.terms, names, all.problems)
                        .read(written(document.root(), ASSERT), file(new Assertion.Subject.Module(path))));
    }

    /** Something that exists wherever the module of the file exists. */
    private Owner file(Assertion.Subject subject) {
        return new Owner(subject, all.conditions(path), all.related(path));
    }

    private List<WrittenAssertion> written(Node.Mapping block, String option) {
        return WrittenAssertion.read(block.get(option), all.terms, all.problems);
    }

    private Node.Mapping section(String name) {
        return YamlMembers.mapping(document.root(), name);
    }

    private void validations(Map<String, NamedType> inputs) {
        var scope = StackNames.of(
                inputs,
                Set.of(),
                Map.of(),
                Map.of(),
                RepeatedBlocks.NONE,
                new StackNames.Modules(new NameSpace(path, Map.of()), names.files(), Map.of(), Map.of()),
                BlockConditions.NONE,
                all.stack);
        var reader = AssertionReader.ofValidations(all.terms, scope, all.problems);
        section("inputs").entries().forEach((name, entry) -> {
            if (entry.value() instanceof Node.Mapping declaration) {
                var input = input(name, entry.key(), declaration);
                all.assertions()
                        .addAll(reader.read(
                                written(declaration, VALIDATE), new Owner(input, all.conditions(path), List.of())));
            }
        });
    }

    /** An input with the place of its value. */
    private Assertion.Subject input(String name, Span declared, Node.Mapping declaration) {
        if (!path.isRoot()) {
            var given = Optional.ofNullable(all.locals().get(NameSpace.input(path, name)));
            return new Assertion.Subject.Input(path, name, given.map(Term::span).orElse(declared), "");
        }
        var origin = Optional.ofNullable(all.origins.get(name));
        var value = origin.isPresent()
                ? declared
                : declaration.get("default").map(Node::span).orElse(declared);
        return new Assertion.Subject.Input(path, name, value, origin.orElse(""));
    }

    private void block(Root root, String name, Node.Entry entry) {
        var type = root == Root.DATA ? names.dataSource(name) : names.resource(name);
        if (type.isEmpty() || !(entry.value() instanceof Node.Mapping written)) {
            return;
        }
        var block = new Block(written(written, ASSERT), type.get());
        var here = names.within(root, name);
        var address = (root == Root.DATA ? Address.data(name) : Address.resource(name)).in(path);
        if (written.get(ForEachReader.OPTION).isEmpty()) {
            add(root, name, block, List.of(new Self(address, here)));
            return;
        }
        var instances = names.instances(root, name);
        if (instances.isEmpty()) {
            // A block without instances is checked too.
            var _ = read(block, new Self(address, here.within(BlockInstance.any(entry.key()))), List.of());
        }
        var selves = new ArrayList<Self>();
        instances.forEach((key, instance) -> selves.add(new Self(address.instance(key), here.within(instance))));
        add(root, name, block, selves);
    }

    /** @param assertions not yet typed */
    private record Block(List<WrittenAssertion> assertions, TypeSchema type) {}

    /** One resource or data source of a block. */
    private record Self(Address address, StackNames names) {}

    /** Reads the assertions of a block; nothing is evaluated of those of a block that is off. */
    private void add(Root root, String name, Block block, List<Self> selves) {
        var when = blocks.when(root, name);
        for (var self : selves) {
            var found = read(block, self, when.orElse(List.of()));
            if (when.isPresent()) {
                all.assertions().addAll(found);
            }
        }
    }

    private List<Assertion> read(Block block, Self self, List<When> when) {
        if (block.assertions().isEmpty()) {
            return List.of();
        }
        var scope = new SelfNames(
                self.names(),
                block.type().properties(),
                self.names().nameSpace().within(self.address()));
        return AssertionReader.ofAssertions(all.terms, scope, all.problems)
                .read(
                        block.assertions(),
                        new Owner(new Assertion.Subject.Block(self.address()), when, all.related(path)));
    }
}
