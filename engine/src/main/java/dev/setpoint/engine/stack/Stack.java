package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked stack.
 *
 * @param name with its environment, if it has one: {@code shop@prod}
 * @param members what expressions read as {@code stack.…}
 * @param source the file with the name of the stack
 * @param parts the files beside it that were merged with it
 * @param digest of the spec's text, {@code sha256:…}
 * @param inputs bound and coerced; sensitive ones are {@link Value.Secret}
 * @param stateSettings where the state is kept, and under which keys
 * @param providers by configuration name ({@code aws}, {@code aws.replica}); each name used by a block is here, if only
 * with empty settings
 * @param departed provider configurations that the spec no longer has and the state still uses, with their settings
 * @param off resources that are not part of the stack because of their {@code when}
 * @param assertions assertions, and validations of inputs, in the order of the files
 * @param section the place where the blocks of resources stand: for diagnostics about a block that is missing
 */
public record Stack(
        String name,
        StackMembers members,
        Optional<Environment> environment,
        Source source,
        List<Source> parts,
        String digest,
        Map<String, Value> inputs,
        StateSettings stateSettings,
        Map<String, Term> locals,
        Map<String, ProviderBlock> providers,
        Map<String, Value.Map> departed,
        Map<Address, DataBlock> data,
        Map<Address, ResourceBlock> resources,
        OffBlocks off,
        Map<String, OutputBlock> outputs,
        List<Assertion> assertions,
        Span section) {

    /** The resource at the address; empty when the spec has none there. */
    public Optional<ResourceBlock> resource(Address address) {
        return Optional.ofNullable(resources.get(address));
    }

    /** The data source at the address; empty when the spec has none there. */
    public Optional<DataBlock> dataSource(Address address) {
        return Optional.ofNullable(data.get(address));
    }

    /** This stack with the block instead of the one at its address. */
    public Stack with(ResourceBlock block) {
        var blocks = new LinkedHashMap<>(resources);
        blocks.put(block.address(), block);
        return new Stack(
                name,
                members,
                environment,
                source,
                parts,
                digest,
                inputs,
                stateSettings,
                locals,
                providers,
                departed,
                data,
                blocks,
                off,
                outputs,
                assertions,
                section);
    }

    /** This stack with provider configurations that only the state has. */
    public Stack withDeparted(Map<String, Value.Map> configurations) {
        return new Stack(
                name,
                members,
                environment,
                source,
                parts,
                digest,
                inputs,
                stateSettings,
                locals,
                providers,
                configurations,
                data,
                resources,
                off,
                outputs,
                assertions,
                section);
    }

    /** Tells whether there is such a provider configuration: in the spec, or in the state alone. */
    public boolean configures(String provider) {
        return providers.containsKey(provider) || departed.containsKey(provider);
    }

    /**
     * Backend and encryption of the state.
     *
     * @param backend empty: beside the stack file
     */
    public record StateSettings(Optional<BackendBlock> backend, EncryptionBlock encryption) {}

    /**
     * @param name of the backend: {@code s3}
     * @param settings known and revealed
     * @param written the settings that are texts, as they stand in the spec, with the expressions in them
     */
    public record BackendBlock(String name, Value.Map settings, Value.Map written, Span span) {}

    /**
     * @param current what the state is sealed with; empty: it is written in clear
     * @param previous what may still have sealed it
     */
    public record EncryptionBlock(Optional<KeyBlock> current, List<KeyBlock> previous) {
        public static final EncryptionBlock NONE = new EncryptionBlock(Optional.empty(), List.of());

        public boolean isEmpty() {
            return current.isEmpty() && previous.isEmpty();
        }
    }

    /**
     * @param method {@code passphrase}, or the name of a key service: {@code kms}
     * @param settings known and revealed
     */
    public record KeyBlock(String method, Value.Map settings, Span span) {}

    /** @param settings refers to inputs and locals only */
    public record ProviderBlock(String name, Term settings, Span span) {
        /** The name of the factory that makes it: {@code aws}. */
        public String factory() {
            return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        }
    }

    public record OutputBlock(String name, Term value, boolean sensitive, Span span) {}
}
