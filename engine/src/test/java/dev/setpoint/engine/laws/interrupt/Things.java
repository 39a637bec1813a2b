package dev.setpoint.engine.laws.interrupt;

import dev.setpoint.engine.plan.Change;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Specs of things that the tests of interrupts apply, and what they ask of runs. */
final class Things {

    static final int MANY = 20;

    static final String NOTHING = "setpoint: v1\nstack: shop\nproviders: {test: {}}\n";

    static final String ONE = spec("a: {type: test.thing, properties: {name: a, size: 1}}");

    private Things() {}

    /** Independent of each other: t00, t01 … */
    static String many(int size) {
        return spec(IntStream.range(0, MANY)
                .mapToObj(number -> "t" + number / 10 + number % 10)
                .map(name -> "%1$s: {type: test.thing, properties: {name: %1$s, size: %2$s}}".formatted(name, size))
                .toArray(String[]::new));
    }

    static String spec(String... resources) {
        var text = new StringBuilder("setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:\n");
        List.of(resources).forEach(line -> text.append("  ").append(line).append('\n'));
        return text.toString();
    }

    static List<String> names(Collection<Change> changes) {
        return changes.stream().map(change -> change.address().text()).toList();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
