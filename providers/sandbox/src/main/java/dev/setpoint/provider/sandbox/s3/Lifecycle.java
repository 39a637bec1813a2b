package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;

/** Lifecycle configuration. See behaviour.md#s3-lifecycle. */
final class Lifecycle extends S3Part {

    private static final String NAME = "lifecycle";
    private static final String MINIMUM_SIZE = "transitionDefaultMinimumObjectSize";
    private static final Set<String> MINIMUM_SIZES = Set.of("all_storage_classes_128K", "varies_by_storage_class");
    private static final int MOST_RULES = 1000;

    Lifecycle(World world) {
        super(world);
    }

    @Override
    public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
            GetBucketLifecycleConfigurationRequest request) {
        bucket(request.bucket());
        var stored = configuration(request.bucket(), NAME)
                .orElseThrow(() ->
                        notConfigured("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"));
        return SdkShapes.PLAIN.build(GetBucketLifecycleConfigurationResponse.builder(), stored);
    }

    @Override
    public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
            PutBucketLifecycleConfigurationRequest request) {
        bucket(request.bucket());
        var minimum = Optional.ofNullable(request.transitionDefaultMinimumObjectSizeAsString())
                .orElse("all_storage_classes_128K");
        if (!MINIMUM_SIZES.contains(minimum)) {
            throw invalidRequest("Invalid TransitionDefaultMinimumObjectSize found: " + minimum);
        }
        var written = SdkShapes.PLAIN.toValue(Optional.ofNullable(request.lifecycleConfiguration())
                .orElseGet(() -> BucketLifecycleConfiguration.builder().build()));
        var rules = new ArrayList<Value>();
        var ids = new HashSet<String>();
        for (var rule : written.list("rules")) {
            if (rule instanceof Value.Map map) {
                LifecycleRule.check(map);
                var named = map.has("id") ? map : map.with("id", Value.of(Ids.uuid()));
                if (!ids.add(named.string("id").orElse(""))) {
                    throw invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
                }
                rules.add(named);
            }
        }
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw malformedXml();
        }
        configure(
                request.bucket(),
                NAME,
                Value.Map.EMPTY.with("rules", Value.of(rules)).with(MINIMUM_SIZE, Value.of(minimum)));
        return PutBucketLifecycleConfigurationResponse.builder()
                .transitionDefaultMinimumObjectSize(minimum)
                .build();
    }

    @Override
    public DeleteBucketLifecycleResponse deleteBucketLifecycle(DeleteBucketLifecycleRequest request) {
        bucket(request.bucket());
        unconfigure(request.bucket(), NAME);
        return DeleteBucketLifecycleResponse.builder().build();
    }
}
