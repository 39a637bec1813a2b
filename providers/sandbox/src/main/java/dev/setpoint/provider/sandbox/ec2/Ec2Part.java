package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Base of the operations of EC2. A document has the object's {@code id} and {@code tags}. See
 * behaviour.md#ec2-gateway-endpoint.
 */
abstract class Ec2Part implements Ec2Client {

    static final TagRules TAGS = new TagRules(
            TagForm.KEY_VALUE,
            new Refusal(Service.EC2, "InvalidParameterValue", 400, "%s"),
            new Refusal(Service.EC2, "TagLimitExceeded", 400, "%s"));

    static final Paging PAGES = new Paging(
            "maxResults",
            "nextToken",
            1000,
            new Refusal(Service.EC2, "InvalidNextToken", 400, "The token '%s' is invalid"));

    protected final World world;

    Ec2Part(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    /** @param id may be the beginning of one: {@code vpc-} */
    final String key(String id) {
        return "ec2:" + world.region() + ":" + id;
    }

    final void save(Value.Map document) {
        world.documents().put(key(text(document, "id")), document);
    }

    /** Returns a new id of the form {@code vpc-0a1b2c3d4e5f67890}. */
    static String newId(String prefix) {
        return prefix + "-0"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    final Networks networks() {
        return new Networks(world);
    }

    static String text(Value.Map document, String member) {
        return document.string(member).orElse("");
    }

    static AwsServiceException refusal(String code, String message) {
        return Service.EC2.refusal(code, 400, message);
    }

    /** Returns the tags that a request gives to a new object of this kind. */
    static Value.Map tags(List<TagSpecification> specifications, String kind) {
        var tags = Value.Map.EMPTY;
        for (var specification : specifications) {
            if (!kind.equals(specification.resourceTypeAsString())) {
                throw refusal(
                        "InvalidParameterValue",
                        "'" + specification.resourceTypeAsString()
                                + "' is not a valid taggable resource type for this operation.");
            }
            tags = TAGS.merged(tags, TAGS.written(specification));
        }
        return tags;
    }

    static List<Tag> tags(Value.Map document) {
        return TAGS.shapes(document.map("tags"), Tag::builder);
    }
}
