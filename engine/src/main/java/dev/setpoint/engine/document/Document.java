package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A parsed YAML file, or the merged files of a spec; not yet checked.
 *
 * @param source the file that has the name of the stack or module
 * @param parts other files that nodes stand in
 */
public record Document(Source source, List<Source> parts, Node.Mapping root) {

    public Document {
        parts = List.copyOf(parts);
    }

    /** A document of one file. */
    public Document(Source source, Node.Mapping root) {
        this(source, List.of(), root);
    }

    /** All files: the main one first. */
    public List<Source> sources() {
        return Stream.concat(Stream.of(source), parts.stream()).toList();
    }

    /** This document with another root that has nodes of the same files. */
    public Document with(Node.Mapping other) {
        return new Document(source, parts, other);
    }

    /** This document with its places in other texts of the same lines and columns. */
    public Document in(UnaryOperator<Source> others) {
        return new Document(others.apply(source), parts.stream().map(others).toList(), mapping(root, others));
    }

    private static Node node(Node node, UnaryOperator<Source> source) {
        return switch (node) {
            case Node.Scalar(var text, var quoted, var value, var span) ->
                new Node.Scalar(text, quoted, value, span(span, source));
            case Node.Sequence(var items, var span) ->
                new Node.Sequence(items.stream().map(item -> node(item, source)).toList(), span(span, source));
            case Node.Mapping mapping -> mapping(mapping, source);
        };
    }

    private static Node.Mapping mapping(Node.Mapping mapping, UnaryOperator<Source> source) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        mapping.entries()
                .forEach((name, entry) ->
                        entries.put(name, new Node.Entry(span(entry.key(), source), node(entry.value(), source))));
        return new Node.Mapping(entries, span(mapping.span(), source));
    }

    private static Span span(Span span, UnaryOperator<Source> source) {
        return new Span(source.apply(span.source()), span.line(), span.column(), span.endLine(), span.endColumn());
    }
}
