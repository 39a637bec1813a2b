package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** SnakeYAML's node graph to our tree: aliases are expanded, merge keys merged, doubtful scalars reported. */
final class TreeReader {

    /** Limit of nodes that aliases add. A normal file adds a few hundred, an attack millions. */
    private static final int MOST_COPIES = 50_000;

    private static final int MOST_PROBLEMS = 500;

    private static final Set<Tag> KNOWN =
            Set.of(PlainTags.PLAIN, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.MERGE);

    private final Source source;
    private final List<Diagnostic> problems;
    private final UnquotedText unquoted;
    private final Set<org.yaml.snakeyaml.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<org.yaml.snakeyaml.nodes.Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private int copies;
    private boolean tooMany;

    TreeReader(Source source, List<Diagnostic> problems) {
        this.source = source;
        this.problems = problems;
        this.unquoted = new UnquotedText(source);
    }

    Span span(org.yaml.snakeyaml.nodes.Node node) {
        return Marks.between(source, node.getStartMark(), end(node));
    }

    Node.Mapping mapping(MappingNode node) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        if (enter(node)) {
            var merged = new ArrayList<NodeTuple>();
            for (var tuple : node.getValue()) {
                if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                    merged.add(tuple);
                } else {
                    entry(tuple, entries);
                }
            }
            merged.forEach(tuple -> merge(tuple.getValueNode(), entries));
            open.remove(node);
        }
        return new Node.Mapping(Collections.unmodifiableMap(entries), span(node));
    }

    /** Limit of problems, because more would hide the first ones. */
    private void report(Diagnostic problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    Node node(org.yaml.snakeyaml.nodes.Node node) {
        return switch (node) {
            case MappingNode mapping -> mapping(mapping);
            case SequenceNode sequence -> sequence(sequence);
            case ScalarNode scalar -> scalar(scalar);
            case AnchorNode anchor -> node(anchor.getRealNode());
            default -> throw new IllegalStateException("SnakeYAML has no such node: " + node.getNodeId());
        };
    }

    private Node.Sequence sequence(SequenceNode node) {
        var items = new ArrayList<Node>();
        if (enter(node)) {
            node.getValue().forEach(item -> items.add(node(item)));
            open.remove(node);
        }
        return new Node.Sequence(Collections.unmodifiableList(items), span(node));
    }

    private Node.Scalar scalar(ScalarNode node) {
        var text = node.getValue();
        checkTag(node);
        count(node);
        var plain = node.isPlain() && !node.getTag().equals(Tag.STR);
        if (plain) {
            unquoted.problem(node, false).ifPresent(this::report);
        }
        var value = plain ? Scalars.plain(text) : dev.setpoint.engine.value.Value.of(text);
        return new Node.Scalar(text, !node.isPlain(), value, span(node));
    }

    private void entry(NodeTuple tuple, Map<String, Node.Entry> entries) {
        var value = node(tuple.getValueNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            report(Diagnostic.error("SP0109", span(tuple.getKeyNode()), "A name must be plain text.")
                    .hint("A text that begins with `{`, `[` or `?` must be in quotes."));
            return;
        }
        checkTag(key);
        if (key.isPlain()) {
            unquoted.problem(key, true)
                    .or(() -> noSpace(key, tuple.getValueNode()))
                    .ifPresent(this::report);
        }
        var place = span(key);
        var earlier = entries.putIfAbsent(key.getValue(), new Node.Entry(place, value));
        if (earlier != null) {
            report(Diagnostic.error("SP0110", place, "`" + key.getValue() + "` is given twice.")
                    .related("first given here", earlier.key()));
        }
    }

    /** {@code {a:1}} has an entry with the name {@code a:1} and no value. */
    private Optional<Diagnostic> noSpace(ScalarNode key, org.yaml.snakeyaml.nodes.Node value) {
        var absent = value instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
        return (absent ? NameAndValue.in(key.getValue()) : Optional.<NameAndValue>empty())
                .map(entry -> Diagnostic.error("SP0124", span(key), "This is a name without a value.")
                        .hint(entry.hint()));
    }

    /** {@code <<: *base} or {@code <<: [*a, *b]}: what is written in the map itself wins, then the first of the list. */
    private void merge(org.yaml.snakeyaml.nodes.Node from, Map<String, Node.Entry> entries) {
        switch (from) {
            case MappingNode mapping -> mapping(mapping).entries().forEach(entries::putIfAbsent);
            case SequenceNode sequence
            when sequence.getValue().stream().allMatch(MappingNode.class::isInstance) -> {
                if (enter(sequence)) {
                    sequence.getValue().forEach(item -> merge(item, entries));
                    open.remove(sequence);
                }
            }
            default -> report(Diagnostic.error("SP0109", span(from), "`<<` takes a map, or a list of maps."));
        }
    }

    /** True when the collection can be read: it does not hold itself, and aliases have not added too much already. */
    private boolean enter(org.yaml.snakeyaml.nodes.Node node) {
        checkTag(node);
        if (open.contains(node)) {
            report(Diagnostic.error("SP0111", span(node), "This contains itself through an alias."));
            return false;
        }
        count(node);
        if (tooMany) {
            return false;
        }
        open.add(node);
        return true;
    }

    private void count(org.yaml.snakeyaml.nodes.Node node) {
        if (!seen.add(node) && ++copies > MOST_COPIES && !tooMany) {
            tooMany = true;
            report(Diagnostic.error(
                    "SP0112", span(node), "Aliases repeat this and other values more than " + MOST_COPIES + " times."));
        }
    }

    private void checkTag(org.yaml.snakeyaml.nodes.Node node) {
        if (!KNOWN.contains(node.getTag()) && !seen.contains(node)) {
            report(ForeignTag.diagnose(node, span(node)));
        }
    }

    /** SnakeYAML lets a block collection end where the next token begins; ours ends with its last child. */
    private static Mark end(org.yaml.snakeyaml.nodes.Node node) {
        var here = node;
        while (true) {
            var last = last(here);
            // An alias stands for a node written earlier: its end is no end of this one.
            if (last.isEmpty()
                    || last.get().getStartMark().getIndex()
                            <= here.getStartMark().getIndex()) {
                return here instanceof MappingNode || here instanceof SequenceNode ? endOfOwn(here) : here.getEndMark();
            }
            here = last.get();
        }
    }

    private static Mark endOfOwn(org.yaml.snakeyaml.nodes.Node collection) {
        if (collection instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty()) {
            return mapping.getValue().getLast().getKeyNode().getEndMark();
        }
        return collection.getEndMark();
    }

    private static Optional<org.yaml.snakeyaml.nodes.Node> last(org.yaml.snakeyaml.nodes.Node node) {
        if (node instanceof MappingNode mapping
                && mapping.getFlowStyle() == FlowStyle.BLOCK
                && !mapping.getValue().isEmpty()) {
            return Optional.of(mapping.getValue().getLast().getValueNode());
        }
        if (node instanceof SequenceNode sequence
                && sequence.getFlowStyle() == FlowStyle.BLOCK
                && !sequence.getValue().isEmpty()) {
            return Optional.of(sequence.getValue().getLast());
        }
        return Optional.empty();
    }
}
