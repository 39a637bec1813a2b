package dev.setpoint.engine.document;

import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Leaves the meaning of unquoted scalars to {@link Scalars}; only tells them from those with a tag. */
final class PlainTags extends Resolver {

    static final Tag PLAIN = new Tag("tag:setpoint.dev:plain");

    @Override
    protected void addImplicitResolvers() {
        // Adds none of the implicit types of YAML 1.1.
    }

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        return switch (kind) {
            case mapping -> Tag.MAP;
            case sequence -> Tag.SEQ;
            case scalar, anchor -> {
                if (!implicit) {
                    yield Tag.STR;
                }
                yield "<<".equals(value) ? Tag.MERGE : PLAIN;
            }
        };
    }
}
