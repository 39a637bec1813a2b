package dev.setpoint.provider.sandbox.table;

import dev.setpoint.provider.sandbox.world.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * Rules for the members of a service's requests, which its API checks before anything else: required members, lengths,
 * ranges, patterns and fixed texts. Each service has a file of them, with the lines that {@link MemberRule} reads below
 * the name of their operation.
 */
public final class RequestRules {

    private static final Map<Service, RequestRules> READ = new ConcurrentHashMap<>();

    private final Service service;
    private final Map<String, List<MemberRule>> rules;

    private RequestRules(Service service, Map<String, List<MemberRule>> rules) {
        this.service = service;
        this.rules = rules;
    }

    /** Returns the rules of a service; they are read once. */
    public static RequestRules of(Service service) {
        return READ.computeIfAbsent(service, RequestRules::read);
    }

    private static RequestRules read(Service service) {
        var rules = new HashMap<String, List<MemberRule>>();
        var operation = new ArrayList<MemberRule>();
        for (var line : text(service).lines().toList()) {
            if (line.startsWith(" ")) {
                operation.add(MemberRule.parse(line.strip()));
            } else {
                operation = new ArrayList<>();
                rules.put(line, operation);
            }
        }
        return new RequestRules(service, rules);
    }

    private static String text(Service service) {
        try (var in = RequestRules.class.getResourceAsStream("requests/" + service.prefix() + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks a request.
     *
     * @param operation as AWS spells it: {@code CreateKey}
     * @throws AwsServiceException the service's answer to a request that breaks a rule
     */
    public void check(String operation, SdkPojo request) {
        var members = rules.getOrDefault(operation, List.of());
        if (members.isEmpty()) {
            return;
        }
        var value = Shapes.value(request);
        for (var member : members) {
            var fault = member.fault(value);
            if (fault.isPresent()) {
                throw answer(fault.get(), request);
            }
        }
        members.forEach(member -> member.unsimulated(value).ifPresent(name -> {
            throw service.refusal(
                    "NotImplemented",
                    501,
                    "The sandbox does not simulate " + name + " of " + service.prefix() + ":" + operation
                            + ": use a real account for it.");
        }));
    }

    private AwsServiceException answer(MemberRule.Fault fault, SdkPojo request) {
        var constraint = "1 validation error detected: Value "
                + fault.value().map(text -> "'" + text + "'").orElse("null") + " at '" + fault.member()
                + "' failed to satisfy constraint: " + fault.constraint();
        return switch (service) {
            case KMS, CONFIG, CLOUDTRAIL, ACCESS_ANALYZER, MACIE -> refusal("ValidationException", constraint);
            case IAM, STS, CLOUDWATCH -> refusal("ValidationError", constraint);
            case LOGS -> refusal("InvalidParameterException", constraint);
            case SNS ->
                refusal(
                        "InvalidParameter",
                        "Invalid parameter: " + fault.member() + " Reason: "
                                + fault.value().map(_ -> fault.constraint()).orElse("no value for required parameter"));
            case EC2 ->
                fault.value()
                        .map(text -> refusal(
                                "InvalidParameterValue",
                                "Value (" + text + ") for parameter " + fault.member() + " is invalid. "
                                        + fault.constraint()))
                        .orElseGet(() -> refusal(
                                "MissingParameter", "The request must contain the parameter " + fault.member()));
            case S3, S3_CONTROL ->
                isInBody(fault.member(), request)
                        ? refusal("MalformedXML", "The XML you provided was not well-formed")
                        : refusal("InvalidArgument", fault.member() + ": " + fault.constraint());
        };
    }

    private AwsServiceException refusal(String code, String message) {
        return service.refusal(code, 400, message);
    }

    private static boolean isInBody(String member, SdkPojo request) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equalsIgnoreCase(member))
                .findFirst()
                .map(SdkField::location)
                .map(MarshallLocation.PAYLOAD::equals)
                .orElse(true);
    }
}
