package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.aws.client.Forwarding;
import dev.setpoint.provider.aws.client.Operations;
import dev.setpoint.provider.aws.client.RequestHandler;
import dev.setpoint.provider.sandbox.store.Cloud;
import dev.setpoint.provider.sandbox.store.Documents;
import dev.setpoint.provider.sandbox.table.RequestRules;
import dev.setpoint.provider.sandbox.world.Caller;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Client of a simulated service: routes each operation to the {@link Part} or the table that has it, runs it as one
 * transaction on the cloud, and is the only place where things go wrong on purpose. The interface's overloads
 * (consumers, paginators) run as the SDK wrote them.
 */
public final class Gateway<C extends SdkClient> implements RequestHandler<C> {

    private final Service service;
    private final String region;
    private final Traffic traffic;
    private final Cloud cloud;
    private final Map<String, Route<C>> routes;
    private final BiConsumer<World, SdkPojo> admission;
    private final boolean secure;

    private Gateway(
            Service service, String region, Traffic traffic, Cloud cloud, Simulation<C> simulation, boolean secure) {
        this.service = service;
        this.region = region;
        this.traffic = traffic;
        this.cloud = cloud;
        this.routes = routes(simulation);
        this.admission = simulation.admission();
        this.secure = secure;
    }

    /**
     * Creates a client of one regional endpoint.
     *
     * @param secure whether it speaks TLS
     */
    public static <C extends SdkClient> C client(
            Class<C> type,
            Service service,
            String region,
            Traffic traffic,
            Cloud cloud,
            Simulation<C> simulation,
            boolean secure) {
        return Forwarding.of(type, new Gateway<>(service, region, traffic, cloud, simulation, secure));
    }

    /** Runs one operation on the cloud as a call sees it. */
    private interface Route<C> {

        Object answer(World world, SdkPojo request, Function<C, Object> send);
    }

    /** Returns the class or table of each operation. */
    private static <C> Map<String, Route<C>> routes(Simulation<C> simulation) {
        var routes = new HashMap<String, Route<C>>();
        for (var operation : simulation.operations()) {
            routes.put(operation.method(), (world, request, _) -> operation.run(world, request));
        }
        for (var part : simulation.parts()) {
            for (var method : part.methods()) {
                routes.put(method, (world, _, send) -> send.apply(part.make().apply(world)));
            }
        }
        return routes;
    }

    @Override
    public String serviceName() {
        return service.prefix();
    }

    @Override
    public String toString() {
        return "simulated " + service.prefix() + " in " + region;
    }

    @Override
    public Object pass(String method, SdkPojo request, Function<C, Object> send) {
        var action = Actions.of(service, method);
        var route = routes.get(method);
        if (route == null) {
            throw service.refusal(
                    "NotImplemented",
                    501,
                    "The sandbox has no " + service.prefix() + ":" + Actions.operation(method)
                            + ": use a real account for it.");
        }
        var reading = Operations.reads(method);
        try (var passage = traffic.enter(service, action, (SdkRequest) request, region, reading)) {
            try {
                RequestRules.of(service).check(Actions.operation(method), request);
                var answer = reading
                        ? cloud.read(traffic.clock().call(), documents -> answer(route, documents, request, send))
                        : cloud.change(
                                action, traffic.clock()::call, documents -> answer(route, documents, request, send));
                passage.done();
                return answer;
            } catch (SdkException e) {
                passage.failed(e);
                throw e;
            }
        }
    }

    private Object answer(Route<C> route, Documents documents, SdkPojo request, Function<C, Object> send) {
        var world = world(documents);
        admission.accept(world, request);
        return route.answer(world, request, send);
    }

    private World world(Documents documents) {
        var settings = traffic.settings();
        return new World(
                documents,
                region,
                traffic.clock().world(),
                traffic.clock().wall(),
                settings.account(),
                settings.newPrincipals(),
                new Caller(secure, settings.faults()::permits));
    }
}
