package dev.setpoint.provider.aws.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.InsightSelector;
import software.amazon.awssdk.services.cloudtrail.model.PutEventSelectorsRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Selectors of the events that a trail records. Setting advanced selectors erases basic ones, and the reverse. */
final class Selectors {

    static final String BASIC = "eventSelectors";
    static final String ADVANCED = "advancedEventSelectors";

    private static final EventSelector MANAGEMENT = EventSelector.builder()
            .readWriteType("All")
            .includeManagementEvents(true)
            .build();

    /** The selectors of a new trail. */
    static final Value.Map INITIAL =
            Value.Map.EMPTY.with(BASIC, toValue(List.of(MANAGEMENT))).with(ADVANCED, Value.List.EMPTY);

    private Selectors() {}

    static Value.Map read(GetEventSelectorsResponse response) {
        var live = Value.Map.EMPTY;
        if (response.hasEventSelectors() && !response.eventSelectors().isEmpty()) {
            live = live.with(BASIC, toValue(response.eventSelectors()));
        }
        if (response.hasAdvancedEventSelectors()
                && !response.advancedEventSelectors().isEmpty()) {
            live = live.with(ADVANCED, toValue(response.advancedEventSelectors()));
        }
        return live;
    }

    /** Without any in {@code desired}, the one that a new trail has: all management events. */
    static PutEventSelectorsRequest request(String trail, Value.Map desired) {
        var request = PutEventSelectorsRequest.builder().trailName(trail);
        if (desired.has(ADVANCED)) {
            return request.advancedEventSelectors(build(desired.list(ADVANCED), AdvancedEventSelector::builder))
                    .build();
        }
        var basic = build(desired.list(BASIC), EventSelector::builder);
        return request.eventSelectors(basic.isEmpty() ? List.of(MANAGEMENT) : basic)
                .build();
    }

    static List<InsightSelector> insights(List<Value> wanted) {
        return build(wanted, InsightSelector::builder);
    }

    private static <T, B extends SdkPojo & SdkBuilder<B, T>> List<T> build(List<Value> values, Supplier<B> builder) {
        return values.stream()
                .flatMap(value -> value.revealed() instanceof Value.Map map
                        ? Optional.of(SdkShapes.PLAIN.build(builder.get(), map)).stream()
                        : Optional.<T>empty().stream())
                .toList();
    }

    static Value toValue(List<? extends SdkPojo> shapes) {
        return new Value.List(shapes.stream()
                .map(SdkShapes.PLAIN::toValue)
                .map(Selectors::withoutEmptyLists)
                .toList());
    }

    /** CloudTrail lists every condition of a field selector, most of them empty: those are not set. */
    private static Value withoutEmptyLists(Value value) {
        var children = value.mapChildren(Selectors::withoutEmptyLists);
        if (!(children instanceof Value.Map map)) {
            return children;
        }
        var entries = new LinkedHashMap<>(map.entries());
        entries.values().removeIf(Value.List.EMPTY::equals);
        return new Value.Map(entries);
    }
}
