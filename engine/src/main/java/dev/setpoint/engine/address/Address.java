package dev.setpoint.engine.address;

import dev.setpoint.engine.diagnostic.Result;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of one node of a stack: {@code bucket}, {@code data.caller}, {@code buckets["eu"]} for an instance of a
 * block with {@code forEach}, {@code storage["eu"].bucket["a"]} for one inside a module.
 *
 * <p>State files, plans and users have the text form. It is built once: equality, hash code and order are those of the
 * text, so that maps of many thousand addresses stay fast.
 */
public final class Address implements Comparable<Address> {

    /** A kind of node. */
    public enum Kind {
        RESOURCE,
        DATA,
        /** A provider configuration. The cloud is called on its behalf; it is no node that a user can name. */
        PROVIDER
    }

    /** The word before the name of a data source. */
    static final String DATA = "data";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");

    private final ModulePath module;
    private final Kind kind;
    private final String block;
    private final Optional<String> key;
    private final String text;

    private Address(ModulePath module, Kind kind, String block, Optional<String> key) {
        this.module = module;
        this.kind = kind;
        this.block = block;
        this.key = key;
        this.text = text(module, kind, block, key);
    }

    private static String text(ModulePath module, Kind kind, String block, Optional<String> key) {
        if (module.isRoot() && kind != Kind.DATA && key.isEmpty()) {
            return block;
        }
        var text = new StringBuilder(module.text());
        if (!module.isRoot()) {
            text.append('.');
        }
        if (kind == Kind.DATA) {
            text.append(DATA).append('.');
        }
        AddressText.append(text, block, key);
        return text.toString();
    }

    /** A resource of the stack itself. */
    public static Address resource(String block) {
        return new Address(ModulePath.ROOT, Kind.RESOURCE, block, Optional.empty());
    }

    /** A data source of the stack itself. */
    public static Address data(String block) {
        return new Address(ModulePath.ROOT, Kind.DATA, block, Optional.empty());
    }

    /** A provider configuration: {@code aws.replica}. */
    public static Address provider(String configuration) {
        return new Address(ModulePath.ROOT, Kind.PROVIDER, configuration, Optional.empty());
    }

    /** One of the resources that a block with {@code forEach} makes. */
    public static Address instance(String block, String key) {
        return resource(block).instance(key);
    }

    /** The instance of this block under a key of its {@code forEach}. */
    public Address instance(String instance) {
        return new Address(module, kind, block, Optional.of(instance));
    }

    /** The node of the same name in another module. */
    public Address at(ModulePath other) {
        return new Address(other, kind, block, key);
    }

    /** This node as part of a module: {@code bucket} becomes {@code storage.bucket}. */
    public Address in(ModulePath outer) {
        return new Address(outer.then(module), kind, block, key);
    }

    /** Reads the text form of a resource or data source. Fails with a reason where the text has another form. */
    public static Result<Address> parse(String text) {
        return AddressText.parse(text);
    }

    /** The resource that a canonical reference reads: {@code buckets["eu"]} of {@code buckets["eu"].arn}. */
    public static Address owner(String reference) {
        return AddressText.owner(reference);
    }

    /** The module that the node belongs to; the root for the stack itself. */
    public ModulePath module() {
        return module;
    }

    public Kind kind() {
        return kind;
    }

    /** The name of the block in its file: {@code buckets} of {@code buckets["eu"]}, {@code caller} of {@code data.caller}. */
    public String block() {
        return block;
    }

    /** The key under which {@code forEach} makes it: {@code eu} of {@code buckets["eu"]}; empty without {@code forEach}. */
    public Optional<String> key() {
        return key;
    }

    public boolean isData() {
        return kind == Kind.DATA;
    }

    /** True for one of several that a block with {@code forEach} makes. */
    public boolean isInstance() {
        return key.isPresent();
    }

    /** True when {@code forEach} of the block at the other address makes this node. */
    public boolean isInstanceOf(Address other) {
        return isInstance()
                && !other.isInstance()
                && kind == other.kind
                && block.equals(other.block)
                && module.equals(other.module);
    }

    /** True when this node lies in the module that is called under the other address, or under one of its keys. */
    public boolean isInside(Address call) {
        var depth = call.module.calls().size();
        if (module.calls().size() <= depth || !module.calls().subList(0, depth).equals(call.module.calls())) {
            return false;
        }
        var here = module.calls().get(depth);
        return here.name().equals(call.block) && (call.key.isEmpty() || call.key.equals(here.key()));
    }

    public String text() {
        return text;
    }

    /** The text as one word of a shell. */
    public String word() {
        return quoted("'\\''");
    }

    /** The text as a string of YAML, also inside a list. */
    public String yaml() {
        return quoted("''");
    }

    private String quoted(String apostrophe) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", apostrophe) + "'";
    }

    /** The order of state files and plans: that of the texts. */
    @Override
    public int compareTo(Address other) {
        var byText = text.compareTo(other.text);
        return byText != 0 ? byText : kind.compareTo(other.kind);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Address address && kind == address.kind && text.equals(address.text));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
