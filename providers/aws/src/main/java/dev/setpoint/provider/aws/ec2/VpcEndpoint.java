package dev.setpoint.provider.aws.ec2;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.lifecycle.ReadBack;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Properties;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItemError;

/**
 * A gateway or interface endpoint, found again by the ownership tag, since AWS chooses its id.
 * See behaviour.md#ec2-gateway-endpoint, behaviour.md#ec2-interface-endpoint.
 */
public final class VpcEndpoint implements ResourceType {

    private static final Predicate<ProviderException> ANOTHER_FIRST =
            code("OperationNotPermitted").and(saying("while another endpoint is being created"));

    private static final String SERVICE = "serviceName";
    private static final String ROUTE_TABLES = "routeTableIds";
    private static final String POLICY = "policy";
    private static final String TAGS = "tags";

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Settled SETTLED = Settled.once(Duration.ofSeconds(5), LONGEST);
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), Duration.ofMinutes(5));

    private final Aws aws;

    public VpcEndpoint(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var request = CreateVpcEndpointRequest.builder()
                .vpcEndpointType(desired.string(InterfaceSettings.TYPE).orElse("Gateway"))
                .vpcId(text(desired, "vpcId"))
                .serviceName(service(desired, aws.region()))
                // A repeated request makes no second endpoint.
                .clientToken(UUID.randomUUID().toString())
                .tagSpecifications(TagSpecification.builder()
                        .resourceType("vpc-endpoint")
                        .tags(Tags.toSdk(Tags.owned(desired, call), Tag::builder))
                        .build());
        desired.get(POLICY).ifPresent(policy -> request.policyDocument(PolicyDocuments.text(policy)));
        if (InterfaceSettings.has(desired)) {
            InterfaceSettings.add(request, desired);
        } else {
            request.routeTableIds(routeTables(desired));
        }
        var made = aws.eventually(call)
                .retry(
                        ANOTHER_FIRST,
                        LONGEST,
                        "another endpoint of the VPC to be made",
                        () -> aws.ec2(call).createVpcEndpoint(request.build()).vpcEndpoint());
        call.identified(new Identity(made.vpcEndpointId()));
        return current(made.vpcEndpointId(), desired, call);
    }

    static String service(Value.Map desired, String region) {
        return desired.string(SERVICE).orElseGet(() -> "com.amazonaws." + region + ".s3");
    }

    static List<String> routeTables(Value.Map properties) {
        return Properties.texts(properties, ROUTE_TABLES);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var ec2 = aws.ec2(call);
        return LiveEndpoint.of(ec2, id.value()).map(endpoint -> {
            return endpoint.properties()
                    .with("vpcEndpointId", Value.of(id.value()))
                    .with("prefixListId", Value.of(prefixList(ec2, endpoint)))
                    .plus(InterfaceSettings.outputs(endpoint.described()));
        });
    }

    /** Every service that has gateway endpoints has a list of its addresses. */
    private static String prefixList(Ec2Client ec2, LiveEndpoint endpoint) {
        if (endpoint.isInterface()) {
            return "";
        }
        var service = endpoint.described().serviceName();
        return ec2
                .describePrefixListsPaginator(r -> r.filters(Filters.of("prefix-list-name", service)))
                .prefixLists()
                .stream()
                .map(PrefixList::prefixListId)
                .findFirst()
                .orElse("");
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var ec2 = aws.ec2(call);
        var endpoint = aws.eventually(call)
                .appears(LONGEST, "the endpoint " + id + " to be seen", () -> LiveEndpoint.of(ec2, id.value()));
        if (update.touches(ROUTE_TABLES) || update.touches(POLICY) || InterfaceSettings.touchedBy(update)) {
            ec2.modifyVpcEndpoint(modification(id, update, endpoint));
        }
        if (update.touches(TAGS)) {
            tag(ec2, id.value(), endpoint.tags(), Tags.wanted(update.desired()));
        }
        return current(id.value(), update.desired(), call);
    }

    private static ModifyVpcEndpointRequest modification(Identity id, Update update, LiveEndpoint endpoint) {
        var request = ModifyVpcEndpointRequest.builder().vpcEndpointId(id.value());
        if (update.touches(ROUTE_TABLES)) {
            var wanted = routeTables(update.desired());
            var live = endpoint.described().routeTableIds();
            request.addRouteTableIds(wanted.stream()
                            .filter(table -> !live.contains(table))
                            .toList())
                    .removeRouteTableIds(live.stream()
                            .filter(table -> !wanted.contains(table))
                            .toList());
        }
        InterfaceSettings.modify(request, update, endpoint.described());
        if (update.touches(POLICY)) {
            update.desired()
                    .get(POLICY)
                    .ifPresentOrElse(
                            policy -> request.policyDocument(PolicyDocuments.text(policy)),
                            () -> request.resetPolicy(true));
        }
        return request.build();
    }

    private static void tag(Ec2Client ec2, String id, Map<String, String> live, Map<String, String> wanted) {
        Tags.change(
                live,
                wanted,
                keys -> ec2.deleteTags(r -> r.resources(id)
                        .tags(keys.stream()
                                .map(key -> Tag.builder().key(key).build())
                                .toList())),
                tags -> ec2.createTags(r -> r.resources(id).tags(Tags.toSdk(tags, Tag::builder))));
    }

    /** EC2 answers with success, and tells in a list what it did not delete. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var ec2 = aws.ec2(call);
        aws.eventually(call)
                .removed(
                        LiveEndpoint.GONE,
                        () -> ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(id.value())).unsuccessful().stream()
                                .findFirst()
                                .ifPresent(item -> {
                                    throw refused(item.error());
                                }));
        aws.eventually(call)
                .until(SETTLED, "the endpoint " + id + " to be gone", () -> LiveEndpoint.isGone(ec2, id.value()));
    }

    private static ProviderException refused(UnsuccessfulItemError error) {
        return ProviderException.of(
                        Kind.OTHER, error.code(), "AWS refused ec2:DeleteVpcEndpoints (" + error.code() + ").")
                .answered(error.message())
                .during("ec2:DeleteVpcEndpoints");
    }

    /** Finds the newest of several endpoints with the tag: the others are being replaced by it. */
    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return aws
                .ec2(call)
                .describeVpcEndpointsPaginator(
                        r -> r.filters(Filters.of("tag:" + Call.OWNERSHIP_TAG, Tags.ownership(call))))
                .vpcEndpoints()
                .stream()
                .filter(endpoint -> !new LiveEndpoint(endpoint).isLeaving())
                .max(Comparator.comparing(software.amazon.awssdk.services.ec2.model.VpcEndpoint::creationTimestamp))
                .map(endpoint -> new Identity(endpoint.vpcEndpointId()));
    }

    /** Found by its tag only, so it is ours. */
    @Override
    public Mark mark(Identity id, Call call) {
        return Mark.OURS;
    }

    /** Live once it is available and shows what was written. */
    private Value.Map current(String id, Value.Map desired, Call call) {
        aws.eventually(call).until(SETTLED, "the endpoint " + id + " to become available", () -> isAvailable(id, call));
        var wanted = PropertySet.of(desired);
        return ReadBack.settled(
                aws.eventually(call),
                SEEN,
                "the endpoint " + id,
                live -> shows(live, desired),
                () -> read(new Identity(id), wanted, call));
    }

    private boolean isAvailable(String id, Call call) {
        var state = LiveEndpoint.of(aws.ec2(call), id).map(LiveEndpoint::state).orElse("");
        if (state.equals("failed") || state.equals("rejected")) {
            throw ProviderException.of(Kind.OTHER, "EndpointFailed", "AWS could not make the endpoint " + id + ".")
                    .hint("See the reason in the EC2 console, delete the endpoint there, and apply again.");
        }
        return state.equals("available");
    }

    private static boolean shows(Value.Map live, Value.Map desired) {
        var policy = desired.get(POLICY);
        return Set.copyOf(routeTables(live)).equals(Set.copyOf(routeTables(desired)))
                && InterfaceSettings.shows(live, desired)
                && (policy.isEmpty() || PolicyDocuments.same(live.get(POLICY).orElse(Value.Null.VALUE), policy.get()))
                && live.map(TAGS).equals(Tags.toValue(Tags.wanted(desired)));
    }
}
