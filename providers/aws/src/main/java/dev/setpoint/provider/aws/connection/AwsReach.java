package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Settings that decide where requests to AWS go. AWS's own addresses are those of its services: names below {@code
 * amazonaws.com} at large are not, because anybody's buckets, load balancers and APIs have such names.
 */
public final class AwsReach {

    private static final String ENDPOINT = "endpoint";
    private static final String VARIABLE = "AWS_ENDPOINT_URL";
    private static final int HTTPS_PORT = 443;

    private static final String REGION = "[a-z]{2,}(?:-[a-z]+)+-[0-9]+";

    /** Services that are called here, by the names in their addresses. */
    private static final String SERVICE =
            "access-analyzer|cloudtrail|config|ec2|iam|kms|logs|macie2|monitoring|s3|" + "s3-control|sns|sts";

    /** Domains of AWS's partitions; in the last ones services have their addresses for IPv6. */
    private static final String DOMAIN = "amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|"
            + "cloud\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov|api\\.aws|api\\.amazonwebservices\\.(?:com\\.cn|eu)";

    private static final Pattern OWN = Pattern.compile(
            "(?:" + SERVICE + ")(?:-fips)?(?:\\.dualstack)?(?:\\." + REGION + ")?\\.(?:" + DOMAIN + ")");

    private AwsReach() {}

    /** @param service the end of the name of the variable for the one service that is called; empty: several are */
    public static Reach of(Value.Map settings, Map<String, String> environment, Optional<String> service) {
        // What the operator has said by a variable needs no other word.
        var said = Stream.concat(Stream.of(VARIABLE), service.map(name -> VARIABLE + "_" + name).stream())
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                .map(String::strip)
                .toList();
        return new Reach(
                settings.string(ENDPOINT).filter(text -> !isOwn(text)).filter(text -> !said.contains(text)),
                settings.string("region"),
                settings.string("profile"),
                settings.map("assumeRole").string("roleArn"));
    }

    /** True for the address of a service, over HTTPS and with nothing before or after its host. */
    static boolean isOwn(String text) {
        try {
            var address = new URI(text);
            return "https".equalsIgnoreCase(address.getScheme())
                    && address.getRawUserInfo() == null
                    && (address.getPort() < 0 || address.getPort() == HTTPS_PORT)
                    && address.getHost() != null
                    && OWN.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches()
                    // A path would be a bucket's name, which may be anybody's.
                    && Optional.ofNullable(address.getRawPath())
                            .orElse("")
                            .replaceFirst("/", "")
                            .isEmpty()
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
