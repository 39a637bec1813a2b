package dev.setpoint.provider.aws.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.provider.aws.testing.CannedAws;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Messages for a person when the first call of a run fails. */
final class ErrorsTest {

    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");

    @Test
    void reportsAnExpiredSessionWithAHint() {
        try (var aws = new CannedAws()
                        .query(403, "ExpiredToken", "The security token included in the request is expired");
                var provider = Providers.on(aws)) {
            var problem = problemOf(provider);
            assertThat(problem.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(problem.text()).isEqualTo("AWS does not accept them.");
            assertThat(problem.answer()).contains("The security token included in the request is expired.");
            assertThat(problem.hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("aws sso login"));
            assertThat(problem.operation()).contains("sts:GetCallerIdentity");
            assertThat(aws.requests()).isEqualTo(1);
        }
    }

    @Test
    void aRefusalNamesTheActionThatAwsNames() {
        var says = "User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole on resource:"
                + " arn:aws:iam::1:role/r";
        try (var aws = new CannedAws().query(403, "AccessDenied", says);
                var provider = Providers.on(aws)) {
            var problem = problemOf(provider);
            assertThat(problem.kind()).isEqualTo(Kind.ACCESS_DENIED);
            assertThat(problem.permission()).contains("sts:AssumeRole");
            assertThat(problem.text()).isEqualTo("Not allowed to use sts:AssumeRole on arn:aws:iam::1:role/r.");
            assertThat(problem.answer()).contains(says + ".");
        }
    }

    @Test
    void aRefusalWithoutAReasonNamesTheActionOfTheOperation() {
        assertThat(IamActions.of("s3", "HeadBucket")).isEqualTo("s3:ListBucket");
        assertThat(IamActions.of("s3", "DeleteBucketEncryption")).isEqualTo("s3:PutEncryptionConfiguration");
        assertThat(IamActions.of("kms", "CreateKey")).isEqualTo("kms:CreateKey");
    }

    @Test
    void reportsARefusedConnectionWithItsOperation() {
        var aws = new CannedAws();
        var endpoint = aws.endpoint();
        aws.close();
        try (var provider = Providers.open("{\"endpoint\": \"" + endpoint + "\", \"region\": \"us-east-1\"}", KEYS)) {
            var problem = problemOf(provider);
            assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(problem.text()).contains("sts:GetCallerIdentity").contains(endpoint);
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        try (var provider =
                Providers.open("{\"endpoint\": \"http://no-such-host.invalid\", \"region\": \"us-east-1\"}", KEYS)) {
            var problem = problemOf(provider);
            assertThat(problem.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(problem.text()).contains("no-such-host.invalid");
        }
    }

    @Test
    void reportsAMissingRegionBeforeAnyCall() {
        var noFiles = Map.of("AWS_CONFIG_FILE", "/nowhere", "AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
        try (var provider = Providers.open("{}", noFiles)) {
            var problem = problemOf(provider);
            assertThat(problem.kind()).isEqualTo(Kind.INVALID);
            assertThat(problem.text()).isEqualTo("No AWS region is configured.");
        }
    }

    @Test
    void aProfileThatDoesNotExistIsACredentialProblem() {
        try (var provider = Providers.open("{\"profile\": \"no-such-profile\", \"region\": \"us-east-1\"}", Map.of())) {
            var problem = problemOf(provider);
            assertThat(problem.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(problem.text()).contains("no-such-profile");
        }
    }

    @Test
    void retriesThrottlingAndServerErrors() {
        try (var aws = new CannedAws()
                        .query(400, "Throttling", "Rate exceeded")
                        .query(500, "InternalFailure", "Sorry")
                        .query(400, "Throttling", "Rate exceeded")
                        .plain(200, IDENTITY);
                var provider = Providers.on(aws)) {
            assertThat(provider.realm(new TestCall()).map(Realm::account)).contains("123456789012");
            assertThat(aws.requests()).isEqualTo(4);
            assertThat(provider.realm(new TestCall()).map(Realm::account)).contains("123456789012");
            assertThat(aws.requests()).isEqualTo(4);
        }
    }

    @Test
    void anAccountThatIsNotAllowedIsRefused() {
        try (var aws = new CannedAws().plain(200, IDENTITY);
                var provider = Providers.open(
                        "{\"endpoint\": \"" + aws.endpoint()
                                + "\", \"region\": \"us-east-1\", \"allowedAccountIds\": [\"999999999999\"]}",
                        KEYS)) {
            var problem = problemOf(provider);
            assertThat(problem.text())
                    .isEqualTo("The credentials are for account 123456789012, and this provider may work only in"
                            + " 999999999999.");
        }
    }

    private static final String IDENTITY = """
        <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:sts::123456789012:assumed-role/deploy/me</Arn><UserId>AROA1:me</UserId>
        <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>\
        """;

    private static ProviderException problemOf(Provider provider) {
        ThrowingCallable asking = () -> provider.realm(new TestCall());
        return catchThrowableOfType(ProviderException.class, asking);
    }
}
