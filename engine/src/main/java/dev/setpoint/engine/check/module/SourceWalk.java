package dev.setpoint.engine.check.module;

import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.module.ModuleFiles.ModuleFile;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.template.TemplateParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Visits the files of all modules that a stack calls, also through other modules, and checks nothing else of them. */
public final class SourceWalk {

    private final ModuleFiles files;
    private final Set<Path> seen = new HashSet<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    public SourceWalk(ModuleFiles files) {
        this.files = files;
    }

    /** Visits the modules that a stack calls. Returns the problems of sources. */
    public List<Diagnostic> stack(Document stack) {
        calls(stack, "");
        return List.copyOf(problems);
    }

    /** Visits the modules that a module calls. Returns the problems of sources. */
    public List<Diagnostic> module(ModuleFile module) {
        visit(module);
        return List.copyOf(problems);
    }

    private void calls(Document document, String folder) {
        YamlMembers.mapping(document.root(), "modules").entries().values().forEach(entry -> {
            if (entry.value() instanceof Node.Mapping call) {
                YamlMembers.text(call, "source")
                        // `validate` complains of an expression.
                        .filter(source -> !TemplateParser.isTemplate(source.text()))
                        .ifPresent(source -> files.find(source.text(), folder, document.source(), source.span())
                                .fold(problems::addAll, module -> visit(module)));
            }
        });
    }

    private boolean visit(ModuleFile module) {
        if (seen.add(module.real())) {
            calls(module.document(), module.folder());
        }
        return true;
    }
}
