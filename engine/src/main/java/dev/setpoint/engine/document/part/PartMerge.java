package dev.setpoint.engine.document.part;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Merges the sections of a spec's parts with those of its main file, each entry with the place where it stands. */
final class PartMerge {

    private static final String VERSION = "setpoint";

    /** Entries that only the main file has. */
    private static final Set<String> MAIN_ONLY = Set.of("stack", "module", "backend", "encryption");

    private final Document main;
    private final Map<String, Node.Entry> sections;
    private final List<Diagnostic> problems = new ArrayList<>();

    PartMerge(Document main) {
        this.main = main;
        this.sections = new LinkedHashMap<>(main.root().entries());
    }

    /** {@code stack} or {@code module}. */
    static String noun(Document main) {
        return main.root().entries().containsKey("module") ? "module" : "stack";
    }

    Result<Document> with(List<Document> parts) {
        var sources = new ArrayList<Source>();
        for (var part : parts) {
            sources.add(part.source());
            requireVersion(part);
            part.root().entries().forEach(this::section);
        }
        return Result.of(
                new Document(
                        main.source(),
                        sources,
                        new Node.Mapping(sections, main.root().span())),
                problems);
    }

    private void requireVersion(Document part) {
        var version = part.root().entries().get(VERSION);
        if (version == null) {
            problems.add(Diagnostic.error(
                            "SP0272",
                            new Span(part.source(), 1, 1, 1, 2),
                            "`setpoint` is missing: a part begins with the version of its grammar.")
                    .hint("Write `setpoint: v1` above the sections."));
        } else if (!version.value().toValue().equals(Value.of("v1"))) {
            problems.add(Diagnostic.error(
                    "SP0272", version.value().span(), "This version of Setpoint reads `setpoint: v1`."));
        }
    }

    private void section(String name, Node.Entry entry) {
        if (name.equals(VERSION)) {
            return;
        }
        if (MAIN_ONLY.contains(name)) {
            problems.add(Diagnostic.error(
                            "SP0272", entry.key(), "`" + name + "` belongs into the " + noun(main) + "'s main file.")
                    .hint("Move it to `" + file(main.source()) + "`."));
            return;
        }
        var known = sections.get(name);
        if (known == null) {
            sections.put(name, entry);
        } else if (known.value() instanceof Node.Mapping one && entry.value() instanceof Node.Mapping other) {
            sections.put(name, new Node.Entry(known.key(), merged(one, other)));
        } else if (known.value() instanceof Node.Sequence(var items, var span)
                && entry.value() instanceof Node.Sequence(var more, var _)) {
            var all = new ArrayList<>(items);
            all.addAll(more);
            sections.put(name, new Node.Entry(known.key(), new Node.Sequence(all, span)));
        } else if (known.value() instanceof Node.Scalar && entry.value() instanceof Node.Scalar) {
            problems.add(twice(name, known.key(), entry.key()).hint("Take one of them out."));
        } else {
            problems.add(Diagnostic.error(
                            "SP0272",
                            entry.key(),
                            "`" + name + "` is " + kind(entry.value()) + " here, and " + kind(known.value()) + " in `"
                                    + file(known.key().source()) + "`.")
                    .related("the other one", known.key()));
        }
    }

    private Node.Mapping merged(Node.Mapping one, Node.Mapping other) {
        var entries = new LinkedHashMap<>(one.entries());
        other.entries().forEach((name, entry) -> {
            var before = entries.putIfAbsent(name, entry);
            if (before != null) {
                problems.add(twice(name, before.key(), entry.key()).hint("Rename one of them, or take it out."));
            }
        });
        return new Node.Mapping(entries, one.span());
    }

    private Diagnostic twice(String name, Span first, Span second) {
        return Diagnostic.error(
                        "SP0270",
                        second,
                        "`" + name + "` is in " + place(first) + " and " + place(second) + "; a " + noun(main)
                                + " has each name once.")
                .related("the first one", first);
    }

    private static String place(Span span) {
        return file(span.source()) + ":" + span.line();
    }

    private static String file(Source source) {
        return String.valueOf(Path.of(source.name()).getFileName());
    }

    private static String kind(Node node) {
        return switch (node) {
            case Node.Mapping _ -> "a map";
            case Node.Sequence _ -> "a list";
            case Node.Scalar _ -> "a single value";
        };
    }
}
