package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.LogGroups;
import dev.setpoint.provider.sandbox.world.ServicePrincipal;
import dev.setpoint.provider.sandbox.world.World;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Log groups and the keys that encrypt them. See behaviour.md#logs-log-group, behaviour.md#logs-key-policy. */
final class Groups extends LogsPart {

    private static final List<String> NEEDED =
            List.of("kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey");

    Groups(World world) {
        super(world);
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        var name = request.logGroupName();
        checkName(name);
        var key = LogGroups.key(world.region(), name);
        if (world.documents().get(key).isPresent()) {
            throw refusal("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        var group = Value.Map.EMPTY
                .with("logGroupName", Value.of(name))
                .with(
                        "logGroupClass",
                        Value.of(Optional.ofNullable(request.logGroupClassAsString())
                                .orElse("STANDARD")))
                .with(
                        "creationTime",
                        new Value.Num(BigDecimal.valueOf(world.now().toEpochMilli())))
                .with("deletionProtectionEnabled", Value.of(Boolean.TRUE.equals(request.deletionProtectionEnabled())))
                .with("tags", GroupTags.RULES.created(request));
        save(name, request.kmsKeyId() == null ? group : encrypted(group, name, request.kmsKeyId()));
        return CreateLogGroupResponse.builder().build();
    }

    private Value.Map encrypted(Value.Map group, String name, String key) {
        if (!key.startsWith("arn:") || key.contains(":alias/")) {
            throw invalid("Invalid parameter: kmsKeyId must be the ARN of a KMS key: " + key);
        }
        var logs = new ServicePrincipal(world, "logs." + world.region() + ".amazonaws.com", arn(name));
        var context = Map.of("kms:encryptioncontext:aws:logs:arn", arn(name));
        var usable = world.keys()
                .resolve(world.region(), key)
                .filter(Key::symmetricEncryption)
                .filter(Key::enabled)
                .filter(found -> NEEDED.stream()
                        .allMatch(
                                action -> logs.allowedBy(found.policy(), Use.RESOURCE, action, found.arn(), context)));
        if (usable.isEmpty()) {
            throw invalid("The specified KMS key does not exist or is not allowed to be used with LogGroup '"
                    + arn(name) + "'");
        }
        return group.with("kmsKeyId", Value.of(key));
    }

    @Override
    public AssociateKmsKeyResponse associateKmsKey(AssociateKmsKeyRequest request) {
        var name = meant(request.logGroupName(), request.resourceIdentifier());
        save(name, encrypted(group(name), name, request.kmsKeyId()));
        return AssociateKmsKeyResponse.builder().build();
    }

    @Override
    public DisassociateKmsKeyResponse disassociateKmsKey(DisassociateKmsKeyRequest request) {
        var name = meant(request.logGroupName(), request.resourceIdentifier());
        save(name, group(name).without("kmsKeyId"));
        return DisassociateKmsKeyResponse.builder().build();
    }

    /** Returns the name of the group, which a request gives as name or as ARN. */
    private String meant(@Nullable String name, @Nullable String identifier) {
        if ((name == null) == (identifier == null)) {
            throw invalid("Exactly one of logGroupName and resourceIdentifier must be given.");
        }
        return name == null ? named(world, Objects.requireNonNull(identifier)) : name;
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw invalid("LogGroupNamePattern and LogGroupNamePrefix cannot be given together.");
        }
        var prefix = Optional.ofNullable(request.logGroupNamePrefix()).orElse("");
        var infix = Optional.ofNullable(request.logGroupNamePattern()).orElse("");
        var asked = request.logGroupIdentifiers().stream()
                .map(reference -> named(world, reference))
                .toList();
        var groups = world.documents().under(LogGroups.key(world.region(), prefix)).values().stream()
                .map(this::shape)
                .filter(group -> group.logGroupName().contains(infix))
                .filter(group -> request.logGroupClass() == null || request.logGroupClass() == group.logGroupClass())
                .filter(group -> asked.isEmpty() || asked.contains(group.logGroupName()))
                .toList();
        var page = PAGES.page(request, groups, LogGroup::logGroupName);
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items())
                .nextToken(page.nextMarker())
                .build();
    }

    private LogGroup shape(Value.Map group) {
        var name = group.string("logGroupName").orElse("");
        return SdkShapes.PLAIN.build(
                LogGroup.builder()
                        .arn(arn(name) + ":*")
                        .logGroupArn(arn(name))
                        .storedBytes(0L)
                        .metricFilterCount(world.documents()
                                .under(MetricFilters.key(world, name, ""))
                                .size()),
                group.without("tags"));
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        var name = request.logGroupName();
        if (group(name).bool("deletionProtectionEnabled").orElse(false)) {
            throw refusal("ValidationException", "The log group is protected against deletion.");
        }
        world.documents().under(MetricFilters.key(world, name, "")).keySet().forEach(world.documents()::remove);
        world.documents().remove(LogGroups.key(world.region(), name));
        return DeleteLogGroupResponse.builder().build();
    }
}
