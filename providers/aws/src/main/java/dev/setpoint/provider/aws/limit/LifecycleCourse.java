package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The course of objects through the storage classes that one lifecycle rule lays down.
 *
 * @param steps in the order of their times
 * @param end when the objects expire
 */
record LifecycleCourse(Names names, List<Step> steps, Optional<Time> end) {

    private static final Set<String> INFREQUENT = Set.of("STANDARD_IA", "ONEZONE_IA");
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");
    /** The classes that S3 moves objects on to. */
    private static final Map<String, Set<String>> ONWARD = Map.of(
            "STANDARD_IA", Set.of("INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"),
            "INTELLIGENT_TIERING", Set.of("ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"),
            "ONEZONE_IA", ARCHIVES,
            "GLACIER_IR", ARCHIVES,
            "GLACIER", Set.of("DEEP_ARCHIVE"),
            "DEEP_ARCHIVE", Set.of());

    private static final BigDecimal LEAST_DAYS = BigDecimal.valueOf(30);

    /**
     * Names of the properties of a course.
     *
     * @param time the member of a transition, and of the expiration, that says when
     * @param things what is moved
     */
    record Names(String transitions, String time, String expiration, String things) {}

    /** @param days since the object was made, or since 1970 for a date */
    record Time(PropertyPath path, BigDecimal days) {}

    /** A transition. */
    record Step(PropertyPath path, Time time, String to) {}

    static LifecycleCourse of(Names names, PropertyPath rule, Value.Map content) {
        var steps = new ArrayList<Step>();
        var transitions = content.list(names.transitions());
        for (var i = 0; i < transitions.size(); i++) {
            var path = rule.name(names.transitions()).index(i);
            if (transitions.get(i) instanceof Value.Map transition) {
                transition
                        .string("storageClass")
                        .ifPresent(to ->
                                time(names, path, transition).ifPresent(time -> steps.add(new Step(path, time, to))));
            }
        }
        steps.sort(Comparator.comparing(step -> step.time().days()));
        return new LifecycleCourse(
                names, steps, time(names, rule.name(names.expiration()), content.map(names.expiration())));
    }

    private static Optional<Time> time(Names names, PropertyPath action, Value.Map content) {
        return content.get(names.time())
                .flatMap(value -> value instanceof Value.Str(var date) ? day(date) : Numbers.of(value))
                .map(days -> new Time(action.name(names.time()), days));
    }

    private static Optional<BigDecimal> day(String date) {
        try {
            return Optional.of(BigDecimal.valueOf(LocalDate.parse(date.substring(0, Math.min(date.length(), 10)))
                    .toEpochDay()));
        } catch (DateTimeParseException e) {
            // The schema has refused what is no date.
            return Optional.empty();
        }
    }

    List<PropertyProblem> problems() {
        var problems = new ArrayList<PropertyProblem>();
        for (var i = 1; i < steps.size(); i++) {
            pair(steps.get(i - 1), steps.get(i)).ifPresent(problems::add);
        }
        if (!steps.isEmpty()) {
            end.filter(time -> time.days().compareTo(steps.getLast().time().days()) <= 0)
                    .map(time -> tooEarly(time, steps.getLast()))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    private Optional<PropertyProblem> pair(Step before, Step after) {
        var gap = after.time().days().subtract(before.time().days());
        if (gap.signum() == 0) {
            return Optional.of(new PropertyProblem(
                    after.time().path(),
                    "One lifecycle rule moves %s to %s and to %s at the same time."
                            .formatted(names.things(), before.to(), after.to()),
                    "Give one transition a later time, or leave one out."));
        }
        if (!ONWARD.getOrDefault(before.to(), Set.of()).contains(after.to())) {
            return Optional.of(new PropertyProblem(
                    after.path().name("storageClass"),
                    "S3 does not move %s from %s to %s, and this transition comes after the one to %s."
                            .formatted(names.things(), before.to(), after.to(), before.to()),
                    "Storage classes follow each other in this order: STANDARD_IA, INTELLIGENT_TIERING, ONEZONE_IA or"
                            + " GLACIER_IR, GLACIER, DEEP_ARCHIVE."));
        }
        return INFREQUENT.contains(before.to()) && ARCHIVES.contains(after.to()) && gap.compareTo(LEAST_DAYS) < 0
                ? Optional.of(new PropertyProblem(
                        after.time().path(),
                        "The transition to %s comes %s days after the one to %s, where %s must stay %s days."
                                .formatted(after.to(), gap.toPlainString(), before.to(), names.things(), LEAST_DAYS),
                        names.time().equals("date")
                                ? "Set it at least %s days after the other.".formatted(LEAST_DAYS)
                                : "Set `%s` to %s or more."
                                        .formatted(
                                                names.time(),
                                                before.time()
                                                        .days()
                                                        .add(LEAST_DAYS)
                                                        .toPlainString())))
                : Optional.empty();
    }

    private PropertyProblem tooEarly(Time expiration, Step last) {
        var dated = names.time().equals("date");
        return new PropertyProblem(
                expiration.path(),
                "In one lifecycle rule %s must expire later than their last transition, and this is not later than the one to %s%s."
                        .formatted(
                                names.things(),
                                last.to(),
                                dated ? "" : " after " + last.time().days().toPlainString() + " days"),
                dated
                        ? "Let them expire at a later date, or leave out the transition."
                        : "Set `%s` to %s or more, or leave out the transition."
                                .formatted(
                                        names.time(),
                                        last.time().days().add(BigDecimal.ONE).toPlainString()));
    }
}
