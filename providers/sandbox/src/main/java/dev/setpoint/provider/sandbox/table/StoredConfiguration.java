package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A configuration that one operation stores, one reads and, mostly, one deletes.
 *
 * @param name the part of the operations' names that they share: {@code BucketCors} of {@code getBucketCors}
 * @param content the member of the storing request that has the configuration; dots go into it
 * @param key finds the document, or refuses a request whose owner is not there
 * @param accepted checks a configuration and returns what is stored; empty: the configuration is removed
 * @param response makes the storing operation's answer from what is stored
 * @param shown makes the reading operation's answer from what is stored
 * @param missing the reading operation's answer when nothing is stored
 * @param deletion the deleting operation
 * @param afterDeletion what is stored after a deletion; empty: nothing
 */
public record StoredConfiguration(
        String name,
        String content,
        BiFunction<World, Value.Map, String> key,
        Function<Submission, Optional<Value.Map>> accepted,
        UnaryOperator<Value.Map> response,
        UnaryOperator<Value.Map> shown,
        Missing missing,
        Optional<String> deletion,
        Optional<Value.Map> afterDeletion) {

    /** Answers of a reading operation when nothing is stored. */
    public sealed interface Missing {

        /** An error. */
        record Refused(Refusal refusal) implements Missing {}

        /** A response with these members. */
        record Standard(Value.Map response) implements Missing {}
    }

    /** Returns a configuration that is read as it was sent. A read of none answers without members. */
    public static StoredConfiguration of(
            String name,
            String content,
            BiFunction<World, Value.Map, String> key,
            Function<Submission, Optional<Value.Map>> accepted) {
        return new StoredConfiguration(
                name,
                content,
                key,
                accepted,
                _ -> Value.Map.EMPTY,
                stored -> stored,
                new Missing.Standard(Value.Map.EMPTY),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the configuration with an error for a read of none. */
    public StoredConfiguration refusedWhenMissing(Refusal refusal) {
        return missing(new Missing.Refused(refusal));
    }

    /** Returns the configuration with a response for a read of none. */
    public StoredConfiguration standard(Value.Map answer) {
        return missing(new Missing.Standard(answer));
    }

    private StoredConfiguration missing(Missing other) {
        return new StoredConfiguration(name, content, key, accepted, response, shown, other, deletion, afterDeletion);
    }

    /** Returns the configuration with a read that has the stored value as this member. */
    public StoredConfiguration shownAs(String member) {
        return shown(stored -> Value.Map.EMPTY.with(member, stored));
    }

    /** Returns the configuration with a read whose response is made from the stored value. */
    public StoredConfiguration shown(UnaryOperator<Value.Map> other) {
        return new StoredConfiguration(name, content, key, accepted, response, other, missing, deletion, afterDeletion);
    }

    /** Returns the configuration with a response of the storing operation. */
    public StoredConfiguration answered(UnaryOperator<Value.Map> other) {
        return new StoredConfiguration(name, content, key, accepted, other, shown, missing, deletion, afterDeletion);
    }

    /** Returns the configuration with a deleting operation. */
    public StoredConfiguration deletedBy(String method) {
        return new StoredConfiguration(
                name, content, key, accepted, response, shown, missing, Optional.of(method), afterDeletion);
    }

    /** Returns the configuration with a deleting operation that stores a standard value. */
    public StoredConfiguration resetBy(String method, Value.Map standard) {
        return new StoredConfiguration(
                name, content, key, accepted, response, shown, missing, Optional.of(method), Optional.of(standard));
    }

    /** Returns the operations of this configuration. */
    public List<Operation> operations() {
        var operations = new ArrayList<>(
                List.of(new Operation("get" + name, this::get), new Operation("put" + name, this::put)));
        deletion.ifPresent(method -> operations.add(new Operation(method, this::delete)));
        return operations;
    }

    private Value.Map get(World world, Value.Map request) {
        var stored = world.documents().get(key.apply(world, request));
        return stored.map(shown).orElseGet(() -> switch (missing) {
            case Missing.Refused(var refusal) -> throw refusal.exception();
            case Missing.Standard(var answer) -> answer;
        });
    }

    private Value.Map put(World world, Value.Map request) {
        var document = key.apply(world, request);
        var stored = accepted.apply(new Submission(world, request, Submission.content(request, content)));
        stored.ifPresentOrElse(
                value -> world.documents().put(document, value),
                () -> world.documents().remove(document));
        return stored.map(response).orElse(Value.Map.EMPTY);
    }

    private Value.Map delete(World world, Value.Map request) {
        var document = key.apply(world, request);
        afterDeletion.ifPresentOrElse(
                value -> world.documents().put(document, value),
                () -> world.documents().remove(document));
        return Value.Map.EMPTY;
    }
}
