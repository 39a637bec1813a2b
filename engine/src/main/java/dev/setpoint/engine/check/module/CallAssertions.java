package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.check.assertion.AssertionReader;
import dev.setpoint.engine.check.assertion.SelfNames;
import dev.setpoint.engine.check.assertion.WrittenAssertion;
import dev.setpoint.engine.check.module.ModuleCalls.Use;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.stack.Assertion;
import java.util.List;

/**
 * The assertions of calls, in which {@code self} stands for the outputs of the module.
 *
 * @param path of the file that has the calls
 */
record CallAssertions(Expansion all, ModulePath path, BlockPresence blocks) {

    /** Reads the assertions of one use of a module; none of a use that stands for all of a call without keys. */
    List<Assertion> of(Use use) {
        var outputs = use.definition().outputs().keySet();
        var self = new SelfNames(
                use.names(),
                ModuleCalls.outputs(use.definition()),
                use.names().nameSpace().within(use.module(), outputs));
        var owner = new AssertionReader.Owner(
                new Assertion.Subject.Module(use.module()),
                blocks.when(Reference.Root.RESOURCE, use.name()).orElse(List.of()),
                all.related(path));
        var written = WrittenAssertion.read(use.call().get(ScopeAssertions.ASSERT), all.terms, all.problems);
        var found = AssertionReader.ofAssertions(all.terms, self, all.problems).read(written, owner);
        return isPlaceholder(use.module()) ? List.of() : found;
    }

    /** True for a use that stands for all of a call without keys. */
    private static boolean isPlaceholder(ModulePath module) {
        return module.calls().getLast().key().filter(String::isEmpty).isPresent();
    }
}
