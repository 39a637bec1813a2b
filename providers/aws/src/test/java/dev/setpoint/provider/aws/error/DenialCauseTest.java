package dev.setpoint.provider.aws.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Causes of AccessDenied that AWS tells, and advice that is not to allow what is denied elsewhere. */
class DenialCauseTest {

    private static final String DENIED = "User: arn:aws:iam::1:user/u is not authorized to perform: s3:GetObject ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "with an explicit deny in a service control policy | service control policy of the organization denies",
                "with an explicit deny in a resource control policy | resource control policy of the organization"
                        + " denies",
                "with an explicit deny in a permissions boundary | permissions boundary of the identity denies",
                "with an explicit deny in a session policy | policy of the session denies",
                "with an explicit deny in a VPC endpoint policy | policy of the VPC endpoint denies",
                "with an explicit deny in a resource-based policy | policy of the resource itself denies",
                "with an explicit deny in an identity-based policy | policy of the identity denies",
                "with an explicit deny | A policy denies",
                "because no permissions boundary allows the s3:GetObject action | allow it there",
                "because no service control policy allows the s3:GetObject action | No service control policy",
                "because no session policy allows the s3:GetObject action | policy of the session does not allow",
                "because no VPC endpoint policy allows the s3:GetObject action | policy of the VPC endpoint does not",
                "because no resource-based policy allows the s3:GetObject action | policy of the resource does not",
                "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access |"
                        + " Narrow its `Principal`",
                "because public access control lists (ACLs) are prevented by the BlockPublicAcls setting | bucket"
                        + " policy"
            })
    void theHintFollowsTheMessage(String cause, String advice) {
        var message = DENIED + cause + ".";
        assertThat(DenialCause.in(message))
                .hasValueSatisfying(denial -> assertThat(denial.hint("s3:GetObject", message))
                        .contains(advice)
                        .doesNotStartWith("Allow `s3:GetObject` to the identity"));
    }

    @Test
    void theKeysOwnPolicyIsNamedWhereKmsSaysThatItMayBeTheCause() {
        var message =
                "User: arn:aws:iam::1:user/u is not authorized to perform: kms:Decrypt on this resource because the"
                        + " resource does not exist in this Region, no resource-based policies allow access, or a"
                        + " resource-based policy explicitly denies access.";
        assertThat(DenialCause.in(message).orElseThrow().hint("kms:Decrypt", message))
                .contains("in the key's own policy");
    }

    @Test
    void thePolicyThatDeniesIsNamedWhereAwsNamesIt() {
        var message =
                DENIED + "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o/p-1";
        assertThat(DenialCause.in(message).orElseThrow().hint("s3:GetObject", message))
                .contains("`s3:GetObject` (arn:aws:organizations::1:policy/o/p-1)");
    }

    @Test
    void aPermissionThatIsMissingHasNoOtherCause() {
        assertThat(DenialCause.in(DENIED + "because no identity-based policy allows the s3:GetObject action"))
                .isEmpty();
        assertThat(DenialCause.in("Access Denied")).isEmpty();
    }
}
