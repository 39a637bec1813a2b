package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.GetInsightSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsRequest;
import software.amazon.awssdk.services.cloudtrail.model.PutInsightSelectorsResponse;

/** Event selectors and Insights selectors of trails. See behaviour.md#cloudtrail-trail-defaults. */
final class Selectors extends TrailPart {

    private static final String BASIC = "eventSelectors";
    private static final String ADVANCED = "advancedEventSelectors";
    private static final String INSIGHTS = "insightSelectors";
    private static final Set<String> INSIGHT_TYPES = Set.of("ApiCallRateInsight", "ApiErrorRateInsight");

    /** Selector of a trail that was given none: every management event. */
    private static final Value.Map DEFAULT_SELECTOR = Value.Map.EMPTY
            .with("readWriteType", Value.of("All"))
            .with("includeManagementEvents", Value.of(true))
            .with("dataResources", Value.List.EMPTY)
            .with("excludeManagementEventSources", Value.List.EMPTY);

    Selectors(World world) {
        super(world);
    }

    @Override
    public PutEventSelectorsResponse putEventSelectors(PutEventSelectorsRequest request) {
        var document = own(request.trailName());
        var written = SdkShapes.PLAIN.toValue(request);
        var basic = Members.maps(written, BASIC).stream()
                .map(DEFAULT_SELECTOR::plus)
                .toList();
        var advanced = Members.maps(written, ADVANCED);
        if (basic.isEmpty() == advanced.isEmpty()) {
            throw SelectorRules.invalid("Give either event selectors or advanced event selectors.");
        }
        SelectorRules.checkBasic(basic);
        SelectorRules.checkAdvanced(advanced);
        // The one kind erases the other.
        var changed = document.without(BASIC).without(ADVANCED);
        changed = basic.isEmpty() ? changed.with(ADVANCED, Value.of(advanced)) : changed.with(BASIC, Value.of(basic));
        save(flag(changed, "hasCustomEventSelectors", !basic.equals(List.of(DEFAULT_SELECTOR))));
        return SdkShapes.PLAIN.build(PutEventSelectorsResponse.builder(), answer(changed));
    }

    private static Value.Map flag(Value.Map document, String name, boolean on) {
        return document.with("trail", document.map("trail").with(name, Value.of(on)));
    }

    private static Value.Map answer(Value.Map document) {
        var answer = Value.Map.EMPTY.with("trailARN", Value.of(arn(document)));
        return document.has(ADVANCED)
                ? answer.with(ADVANCED, Value.of(document.list(ADVANCED)))
                : answer.with(
                        BASIC,
                        document.has(BASIC) ? Value.of(document.list(BASIC)) : Value.of(List.of(DEFAULT_SELECTOR)));
    }

    @Override
    public GetEventSelectorsResponse getEventSelectors(GetEventSelectorsRequest request) {
        return SdkShapes.PLAIN.build(GetEventSelectorsResponse.builder(), answer(trail(request.trailName())));
    }

    @Override
    public PutInsightSelectorsResponse putInsightSelectors(PutInsightSelectorsRequest request) {
        var document = own(name(request.trailName()));
        var insights = Members.maps(SdkShapes.PLAIN.toValue(request), INSIGHTS);
        for (var insight : insights) {
            var type = insight.string("insightType").orElse("");
            if (!INSIGHT_TYPES.contains(type)) {
                throw refusal("InvalidInsightSelectorsException", "The insight type " + type + " is not valid.");
            }
            if (type.equals("ApiCallRateInsight") && !logsManagementWrites(document)) {
                throw refusal(
                        "InvalidInsightSelectorsException",
                        "ApiCallRateInsight needs a trail that logs write management events.");
            }
        }
        var changed = insights.isEmpty() ? document.without(INSIGHTS) : document.with(INSIGHTS, Value.of(insights));
        save(flag(changed, "hasInsightSelectors", !insights.isEmpty()));
        return SdkShapes.PLAIN.build(
                PutInsightSelectorsResponse.builder(),
                Value.Map.EMPTY.with("trailARN", Value.of(arn(document))).with(INSIGHTS, Value.of(insights)));
    }

    private static boolean logsManagementWrites(Value.Map document) {
        if (document.has(ADVANCED)) {
            return Members.maps(document, ADVANCED).stream()
                    .flatMap(selector -> Members.maps(selector, "fieldSelectors").stream())
                    .anyMatch(field -> Members.texts(field, "equals").contains("Management"));
        }
        return !document.has(BASIC)
                || Members.maps(document, BASIC).stream()
                        .anyMatch(selector ->
                                selector.bool("includeManagementEvents").orElse(true)
                                        && !selector.string("readWriteType").equals(Optional.of("ReadOnly")));
    }

    @Override
    public GetInsightSelectorsResponse getInsightSelectors(GetInsightSelectorsRequest request) {
        var trail = trail(name(request.trailName()));
        if (!trail.has(INSIGHTS)) {
            throw refusal("InsightNotEnabledException", "Trail " + name(trail) + " does not have Insights enabled.");
        }
        return SdkShapes.PLAIN.build(
                GetInsightSelectorsResponse.builder(),
                Value.Map.EMPTY.with("trailARN", Value.of(arn(trail))).with(INSIGHTS, Value.of(trail.list(INSIGHTS))));
    }
}
