package dev.setpoint.provider.sandbox.ec2;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;

/** Tags of all resources of EC2. Those of the default VPC cannot be changed. */
final class ResourceTags extends Ec2Part {

    ResourceTags(World world) {
        super(world);
    }

    private Value.Map object(String id) {
        return world.known(key(id)).orElseThrow(() -> refusal("InvalidID", "The ID '" + id + "' is not valid"));
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        for (var id : request.resources()) {
            var object = object(id);
            save(object.with("tags", TAGS.merged(object.map("tags"), TAGS.written(request))));
        }
        return CreateTagsResponse.builder().build();
    }

    /** Removes tags; a tag that is given with a value is removed only if it has that value. */
    @Override
    public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
        for (var id : request.resources()) {
            var object = object(id);
            var tags = object.map("tags");
            for (var tag : request.tags()) {
                var value = Optional.ofNullable(tag.value());
                if (value.isEmpty() || tags.string(tag.key()).equals(value)) {
                    tags = tags.without(tag.key());
                }
            }
            save(object.with("tags", tags));
        }
        return DeleteTagsResponse.builder().build();
    }
}
