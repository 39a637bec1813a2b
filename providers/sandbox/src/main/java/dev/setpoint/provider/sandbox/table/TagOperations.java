package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;

/**
 * Operations on the tags of one kind of resource, whose document has them as {@code tags}.
 *
 * @param reference the member of the requests that names the resource
 * @param changed finds the resource for a change
 * @param read finds the resource for a read
 */
public record TagOperations(TagRules rules, String reference, Locator changed, Locator read) {

    private static final String TAGS = "tags";

    /** A resource found by the reference of a request. */
    @FunctionalInterface
    public interface Locator {

        /**
         * Returns the key of the resource's document.
         *
         * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when there is no such resource
         */
        String key(World world, String reference);
    }

    public TagOperations(TagRules rules, String reference, Locator both) {
        this(rules, reference, both, both);
    }

    /** Adds the tags of the member {@code tags}. */
    public Operation add(String method) {
        return add(method, TAGS);
    }

    /** Adds the tags of a member. */
    public Operation add(String method, String member) {
        return new Operation(method, (world, request) -> {
            var key = changed.key(world, text(request));
            var resource = world.documents().get(key).orElse(Value.Map.EMPTY);
            var written = request.get(member).orElse(Value.List.EMPTY);
            world.documents().put(key, resource.with(TAGS, rules.merged(resource.map(TAGS), written)));
            return Value.Map.EMPTY;
        });
    }

    /** Removes the tags whose names the member {@code tagKeys} lists. */
    public Operation remove(String method) {
        return remove(method, "tagKeys");
    }

    /** Removes the tags of a member, which has names, or tags of which the names count. */
    public Operation remove(String method, String member) {
        return new Operation(method, (world, request) -> {
            var key = changed.key(world, text(request));
            var resource = world.documents().get(key).orElse(Value.Map.EMPTY);
            var tags = resource.map(TAGS);
            for (var name : rules.form().names(request.list(member))) {
                tags = tags.without(name);
            }
            world.documents().put(key, resource.with(TAGS, tags));
            return Value.Map.EMPTY;
        });
    }

    /** Lists the tags, all on one page. */
    public Operation list(String method) {
        return new Operation(method, (world, request) -> {
            var key = read.key(world, text(request));
            var resource = world.documents().get(key).orElse(Value.Map.EMPTY);
            return Value.Map.EMPTY.with(TAGS, rules.written(resource.map(TAGS)));
        });
    }

    /** Lists the tags in pages, in the order of their names. */
    public Operation list(String method, Paging pages, PageMembers members) {
        return new Operation(method, (world, request) -> {
            var key = read.key(world, text(request));
            var tags = world.documents().get(key).orElse(Value.Map.EMPTY).map(TAGS);
            var names = tags.entries().keySet().stream().sorted().toList();
            var page = pages.page(request, names, name -> name);
            var shown = Value.Map.EMPTY;
            for (var name : page.items()) {
                shown = shown.with(name, tags.get(name).orElse(Value.of("")));
            }
            return members.answer(page).with(TAGS, rules.written(shown));
        });
    }

    private String text(Value.Map request) {
        return request.string(reference).orElse("");
    }
}
