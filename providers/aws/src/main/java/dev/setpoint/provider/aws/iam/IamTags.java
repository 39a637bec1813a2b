package dev.setpoint.provider.aws.iam;

import dev.setpoint.provider.aws.call.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.iam.model.Tag;

/** Tags of roles, users and policies: IAM has calls of its own for each, and one shape. */
final class IamTags {

    private IamTags() {}

    static List<Tag> sdk(Map<String, String> tags) {
        return Tags.toSdk(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    static Map<String, String> of(List<Tag> tags) {
        return Tags.fromSdk(tags, Tag::key, Tag::value);
    }

    /** Calls what must be called to get from one set of tags to another. */
    static void change(
            List<Tag> live, Map<String, String> wanted, Consumer<Collection<String>> untag, Consumer<List<Tag>> tag) {
        var change = Tags.Change.between(of(live), wanted);
        if (!change.unset().isEmpty()) {
            untag.accept(change.unset());
        }
        if (!change.set().isEmpty()) {
            tag.accept(sdk(change.set()));
        }
    }
}
