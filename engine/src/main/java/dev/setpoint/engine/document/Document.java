package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import java.util.LinkedHashMap;

/** A parsed YAML file, not yet checked. */
public record Document(Source source, Node.Mapping root) {

    /** This document with its places in another text of the same lines and columns. */
    public Document in(Source other) {
        return new Document(other, mapping(root, other));
    }

    private static Node node(Node node, Source source) {
        return switch (node) {
            case Node.Scalar(var text, var quoted, var value, var span) ->
                new Node.Scalar(text, quoted, value, span(span, source));
            case Node.Sequence(var items, var span) ->
                new Node.Sequence(items.stream().map(item -> node(item, source)).toList(), span(span, source));
            case Node.Mapping mapping -> mapping(mapping, source);
        };
    }

    private static Node.Mapping mapping(Node.Mapping mapping, Source source) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        mapping.entries()
                .forEach((name, entry) ->
                        entries.put(name, new Node.Entry(span(entry.key(), source), node(entry.value(), source))));
        return new Node.Mapping(entries, span(mapping.span(), source));
    }

    private static Span span(Span span, Source source) {
        return new Span(source, span.line(), span.column(), span.endLine(), span.endColumn());
    }
}
