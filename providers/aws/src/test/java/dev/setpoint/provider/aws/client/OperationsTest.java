package dev.setpoint.provider.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OperationsTest {

    @ParameterizedTest
    @ValueSource(strings = {"getBucketPolicy", "headBucket", "listAliases", "describeKey", "simulatePrincipalPolicy"})
    void treatsGetListAndDescribeAsReads(String method) {
        assertThat(Operations.reads(method)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"createBucket", "putObject", "deleteAlias", "tagRole", "scheduleKeyDeletion", "startLogging"})
    void treatsOtherOperationsAsChanges(String method) {
        assertThat(Operations.reads(method)).isFalse();
    }
}
