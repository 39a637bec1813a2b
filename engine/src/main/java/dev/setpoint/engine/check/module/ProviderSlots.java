package dev.setpoint.engine.check.module;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.module.Definitions.Definition;
import dev.setpoint.engine.check.settings.ProviderChoice;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.schema.TypeSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The provider configurations of a module: names that each call fills with configurations of its own.
 *
 * @param declared the names under {@code providers} of the module
 * @param passed by name, the configurations of the stack that stand for them
 * @param caller has the configurations that need not be passed; empty while the module is only checked
 */
record ProviderSlots(
        Set<String> declared, Map<String, String> passed, Optional<ProviderChoice> caller, CheckProblems problems)
        implements ProviderChoice {

    /** The provider configurations that the call passes. */
    static ProviderSlots of(
            Definition definition, Node.Mapping call, Span place, ProviderChoice providers, CheckProblems problems) {
        var passed = new LinkedHashMap<String, String>();
        var written = YamlMembers.mapping(call, "providers");
        written.entries().forEach((slot, value) -> {
            if (!definition.slots().containsKey(slot) && slot.contains(".")) {
                problems.add(Diagnostic.error("SP0297", value.key(), "The module has no provider `" + slot + "`."));
            }
            if (value.value() instanceof Node.Scalar name) {
                passed.put(slot, providers.named(name.text(), name.span()));
            }
        });
        if (definition.sound()) {
            definition.slots().forEach((slot, use) -> {
                if (!passed.containsKey(slot) && slot.contains(".")) {
                    problems.add(Diagnostic.error(
                                    "SP0298", place, "The call needs a provider for `" + slot + "` of its module.")
                            .hint("Add `providers: {" + slot + ": …}`.")
                            .related("the module uses it", use));
                }
            });
        }
        return new ProviderSlots(definition.slots().keySet(), passed, Optional.of(providers), problems);
    }

    @Override
    public String of(Node.Mapping block, TypeSchema type, Span name) {
        var provider = type.name().provider();
        var written = YamlMembers.text(block, "provider");
        var chosen = written.map(Node.Scalar::text).orElse(provider);
        var place = written.map(Node.Scalar::span).orElse(name);
        if (!chosen.equals(provider) && !declared.contains(chosen)) {
            problems.add(Diagnostic.error(
                            "SP0212", place, "There is no provider `" + chosen + "` in `providers` of this module.")
                    .hint(Nearest.hint(chosen, declared)));
        } else if (!chosen.equals(provider) && !chosen.startsWith(provider + ".")) {
            problems.error(
                    "SP0213",
                    place,
                    "A resource of type " + type.name() + " needs a provider `" + provider + "…`, not `" + chosen
                            + "`.");
        }
        return global(chosen, place);
    }

    @Override
    public String named(String configuration, Span place) {
        if (configuration.contains(".") && !declared.contains(configuration)) {
            problems.add(Diagnostic.error(
                            "SP0212",
                            place,
                            "There is no provider `" + configuration + "` in `providers` of this module.")
                    .hint(Nearest.hint(configuration, declared)));
        }
        return global(configuration, place);
    }

    private String global(String configuration, Span place) {
        return Optional.ofNullable(passed.get(configuration))
                .or(() -> caller.filter(_ -> !configuration.contains("."))
                        .map(choice -> choice.named(configuration, place)))
                .orElse(configuration);
    }
}
