package dev.setpoint.engine.stack;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A checked stack.
 *
 * @param digest of the spec's text, {@code sha256:…}
 * @param inputs bound and coerced; sensitive ones are {@link Value.Secret}
 * @param backend where the state is kept; empty: beside the stack file
 * @param providers by configuration name ({@code aws}, {@code aws.replica}); each name used by a block is here, if only with empty settings
 * @param data by name, without {@code data.}
 */
public record Stack(
        String name,
        Source source,
        String digest,
        Map<String, Value> inputs,
        Optional<BackendBlock> backend,
        Map<String, Term> locals,
        Map<String, ProviderBlock> providers,
        Map<String, DataBlock> data,
        Map<String, ResourceBlock> resources,
        Map<String, OutputBlock> outputs) {

    /** With this block in the place of the one of its address. */
    public Stack with(ResourceBlock block) {
        var blocks = new LinkedHashMap<>(resources);
        blocks.put(block.address().text(), block);
        return new Stack(name, source, digest, inputs, backend, locals, providers, data, blocks, outputs);
    }

    /**
     * @param name of the backend: {@code s3}
     * @param settings known and revealed
     */
    public record BackendBlock(String name, Value.Map settings, Span span) {}

    /** @param settings refers to inputs and locals only */
    public record ProviderBlock(String name, Term settings, Span span) {
        /** The name of the factory that makes it: {@code aws}. */
        public String factory() {
            return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        }
    }

    public record OutputBlock(String name, Term value, boolean sensitive, Span span) {}
}
