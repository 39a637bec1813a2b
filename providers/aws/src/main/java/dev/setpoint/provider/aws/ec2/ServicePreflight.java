package dev.setpoint.provider.aws.ec2;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceTypeDetail;

/** Pre-flight look for the service of a new interface endpoint. See behaviour.md#ec2-interface-endpoint. */
public final class ServicePreflight implements Preflight {

    private final Aws aws;

    public ServicePreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        var service = VpcEndpoint.service(what.desired(), aws.region());
        if (!what.makes() || !InterfaceSettings.has(what.desired()) || service.isEmpty()) {
            return List.of();
        }
        return problem(service, call)
                .map(sentence -> Finding.obstacle(what, sentence, "Name another service, or another region.")
                        .about("serviceName"))
                .stream()
                .toList();
    }

    private Optional<String> problem(String service, Call call) {
        var details = Errors.unless(
                        code("InvalidServiceName"),
                        () -> aws.ec2(call)
                                .describeVpcEndpointServices(r -> r.serviceNames(service))
                                .serviceDetails())
                .orElse(List.of());
        if (details.isEmpty()) {
            return Optional.of("there is no endpoint service %s in %s.".formatted(service, aws.region()));
        }
        var types = details.stream()
                .map(ServiceDetail::serviceType)
                .flatMap(List::stream)
                .map(ServiceTypeDetail::serviceTypeAsString)
                .collect(Collectors.toSet());
        return types.contains(InterfaceSettings.INTERFACE)
                ? Optional.empty()
                : Optional.of("the service %s has no interface endpoints.".formatted(service));
    }
}
