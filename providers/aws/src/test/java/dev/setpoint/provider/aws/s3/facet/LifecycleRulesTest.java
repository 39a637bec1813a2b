package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;

final class LifecycleRulesTest {

    private static final Value EVERYTHING = map("{\"prefix\": \"\"}");

    @Test
    void aRuleComesBackAsItWasWritten() {
        var rule = map("""
                {"id": "all", "status": "Enabled",
                 "filter": {"prefix": "logs/", "tags": {"a": "1", "b": "2"}, "objectSizeGreaterThan": 1024},
                 "transitions": [{"days": 30, "storageClass": "STANDARD_IA"},
                                 {"days": 90, "storageClass": "GLACIER"}],
                 "expiration": {"days": 365},
                 "noncurrentVersionTransitions": [{"noncurrentDays": 30, "storageClass": "GLACIER_IR",
                                                   "newerNoncurrentVersions": 2}],
                 "noncurrentVersionExpiration": {"noncurrentDays": 90, "newerNoncurrentVersions": 3},
                 "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}""");
        assertThat(roundTrip(rule)).isEqualTo(rule);
    }

    @Test
    void aDateIsMidnightInUtc() {
        var rule = map("""
                {"id": "d", "status": "Enabled", "filter": {"prefix": ""},
                 "expiration": {"date": "2027-01-01T00:00:00Z"}}""");
        assertThat(roundTrip(rule)).isEqualTo(rule);
    }

    @Test
    void transitionsComeBackSoonestFirst() {
        var rule = map("""
                {"id": "t", "status": "Enabled",
                 "transitions": [{"days": 90, "storageClass": "GLACIER"}, {"days": 30, "storageClass": "STANDARD_IA"}]}""");
        assertThat(roundTrip(rule).get("transitions"))
                .contains(map("""
                        {"t": [{"days": 30, "storageClass": "STANDARD_IA"}, {"days": 90, "storageClass": "GLACIER"}]}""").get("t").orElseThrow());
    }

    @Test
    void everyWayToMeanAllObjectsReadsTheSame() {
        var rules = List.of(
                "{\"id\": \"r\"}",
                "{\"id\": \"r\", \"filter\": {}}",
                "{\"id\": \"r\", \"filter\": {\"prefix\": \"\"}}",
                "{\"id\": \"r\", \"prefix\": \"\"}");
        assertThat(rules).allSatisfy(rule -> assertThat(filter(rule)).isEqualTo(EVERYTHING));
    }

    @Test
    void theOldPrefixBesideTheFilterReadsAsAFilter() {
        assertThat(filter("{\"id\": \"r\", \"prefix\": \"a/\"}")).isEqualTo(map("{\"prefix\": \"a/\"}"));
    }

    @Test
    void oneConditionStandsByItselfAndSeveralStandInsideAnd() {
        assertThat(sent("{\"prefix\": \"a/\"}").prefix()).isEqualTo("a/");
        assertThat(sent("{\"tags\": {\"k\": \"v\"}}").tag().key()).isEqualTo("k");
        assertThat(sent("{\"objectSizeLessThan\": 10}").objectSizeLessThan()).isEqualTo(10);
        assertThat(sent("{}").prefix()).isEmpty();
        var two = sent("{\"prefix\": \"\", \"tags\": {\"a\": \"1\", \"b\": \"2\"}}");
        assertThat(two.prefix()).isNull();
        assertThat(two.and().tags()).hasSize(2);
        assertThat(two.and().prefix()).isNull();
    }

    private static LifecycleRuleFilter sent(String filter) {
        var rule = map("{\"id\": \"r\", \"filter\": " + filter + "}");
        return LifecycleRules.toS3(List.of(rule)).getFirst().filter();
    }

    private static Value filter(String asS3HasIt) {
        var rule = SdkShapes.PLAIN.build(LifecycleRule.builder(), map(asS3HasIt));
        return ((Value.Map) LifecycleRules.toValue(List.of(rule)).items().getFirst()).map("filter");
    }

    private static Value.Map roundTrip(Value.Map rule) {
        return (Value.Map) LifecycleRules.toValue(LifecycleRules.toS3(List.of(rule)))
                .items()
                .getFirst();
    }
}
