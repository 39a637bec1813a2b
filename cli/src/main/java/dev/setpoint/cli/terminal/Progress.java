package dev.setpoint.cli.terminal;

import dev.setpoint.cli.render.text.EventText;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.engine.progress.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Prints the progress of a run on stderr. One thread owns the screen and all that is known of the run; events and notes
 * come to it through a queue.
 *
 * <p>Plain: a line for each start, wait and end. Live, on a terminal: ended work scrolls by as such lines, and below
 * it stands one line for each running resource, drawn anew several times a second. That needs two escape sequences
 * (cursor up, clear to the end), for which a terminal library would cost more start-up time than the whole run.
 */
public final class Progress implements Event.Listener, AutoCloseable {

    private static final int REDRAW_MILLIS = 120;
    private static final int MOST_LINES = 12;
    private static final long BETWEEN_WAITS = TimeUnit.SECONDS.toNanos(10);

    private final SafeStream screen;
    private final Style style;
    private final boolean live;
    private final EventText text;
    private final BlockingQueue<Item> queue = new LinkedBlockingQueue<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, Long> said = new HashMap<>();
    private final Thread owner;
    private int drawn;
    private int read;

    private sealed interface Item {
        record Happened(Event event) implements Item {}

        record Said(String text) implements Item {}

        record End() implements Item {}
    }

    private record Running(Event.Started start, long since, String waiting) {}

    public Progress(Console console, Style style) {
        this.live = console.isTerminal(Console.Stream.ERR);
        this.screen = SafeStream.over(console.err(), live);
        this.style = style;
        this.text = new EventText(style);
        this.owner = Thread.ofPlatform().daemon().name("progress").start(this::show);
    }

    @Override
    public void on(Event event) {
        queue.add(new Item.Happened(event));
    }

    /** Prints a note between the progress lines. */
    public void say(String note) {
        queue.add(new Item.Said(note));
    }

    /** Waits until all events are shown. */
    @Override
    public void close() {
        queue.add(new Item.End());
        try {
            owner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        try {
            while (true) {
                var items = next();
                if (live) {
                    clear();
                }
                for (var item : items) {
                    switch (item) {
                        case Item.Happened(var event) -> happened(event);
                        case Item.Said(var note) -> screen.println(note);
                        case Item.End _ -> {
                            screen.flush();
                            return;
                        }
                    }
                }
                if (live) {
                    draw();
                }
                screen.flush();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a JVM that ends.
            Thread.currentThread().interrupt();
        }
    }

    /** Takes all new items; waits for one, or on a live terminal until the clocks must be drawn again. */
    private List<Item> next() throws InterruptedException {
        var items = new ArrayList<Item>();
        var first = live && !running.isEmpty()
                ? Optional.ofNullable(queue.poll(REDRAW_MILLIS, TimeUnit.MILLISECONDS))
                : Optional.of(queue.take());
        first.ifPresent(items::add);
        queue.drainTo(items);
        return items;
    }

    private void happened(Event event) {
        var address = event.address().text();
        switch (event) {
            case Event.Started started -> running.put(address, new Running(started, System.nanoTime(), ""));
            case Event.Waiting waiting ->
                running.computeIfPresent(address, (_, was) -> new Running(was.start(), was.since(), waiting.message()));
            case Event.Finished finished -> {
                running.remove(address);
                read += finished.action() == Event.Action.READING ? 1 : 0;
            }
            case Event.Failed _, Event.NotBegun _ -> running.remove(address);
            case Event.Decided _, Event.RollingBack _ -> {}
        }
        if (!(event instanceof Event.Waiting) || live || isDue(address)) {
            text.line(event, live).ifPresent(screen::println);
        }
    }

    /** Limits waiting lines in a log to one every ten seconds for each resource. */
    private boolean isDue(String address) {
        var now = System.nanoTime();
        var last = said.get(address);
        var due = last == null || now - last >= BETWEEN_WAITS;
        if (due) {
            said.put(address, now);
        }
        return due;
    }

    private void draw() {
        var lines = new ArrayList<String>();
        var reading = running.values().stream()
                .filter(r -> r.start().action() == Event.Action.READING)
                .count();
        if (reading > 0) {
            lines.add("  reading live values: %s done, %s running".formatted(read, reading));
        }
        running.values().stream()
                .filter(r -> r.start().action() != Event.Action.READING)
                .forEach(r -> lines.add(
                        "  " + text.running(r.start(), Duration.ofNanos(System.nanoTime() - r.since()), r.waiting())));
        if (lines.size() > MOST_LINES) {
            var more = lines.size() - MOST_LINES + 1;
            lines.subList(MOST_LINES - 1, lines.size()).clear();
            lines.add("  … and %s more".formatted(more));
        }
        lines.forEach(line -> screen.println(
                style.quiet(line.length() < style.width() ? line : line.substring(0, style.width() - 1))));
        drawn = lines.size();
    }

    private void clear() {
        if (drawn > 0) {
            screen.eraseLines(drawn);
            drawn = 0;
        }
    }
}
