package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.model.Durations;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.progress.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Progress of a run, one line for each event. */
public final class EventText {

    private final Style style;

    public EventText(Style style) {
        this.style = style;
    }

    /**
     * Line for an event; empty for an event that needs none.
     *
     * @param live whether starts and waits are shown elsewhere already
     */
    public Optional<String> line(Event event, boolean live) {
        var address = Printable.line(event.address().text());
        return switch (event) {
            case Event.Started started when live || started.action() == Event.Action.READING -> Optional.empty();
            case Event.Started started -> Optional.of("%s: %s".formatted(address, doing(started.action())));
            case Event.Waiting _ when live -> Optional.empty();
            case Event.Waiting waiting -> Optional.of("%s: %s".formatted(address, Printable.line(waiting.message())));
            case Event.Finished finished when finished.action() == Event.Action.READING -> Optional.empty();
            case Event.Finished finished ->
                Optional.of("%s: %s in %s%s"
                        .formatted(
                                address,
                                style.added(done(finished.action())),
                                Durations.brief(finished.took()),
                                finished.identity().isEmpty() ? "" : " (" + Printable.line(finished.identity()) + ")"));
            case Event.Decided decided -> Optional.of(address + ": " + decision(decided));
            case Event.RollingBack _ ->
                Optional.of("%s: %s".formatted(address, style.danger("failed; undoing the changes of this run")));
            case Event.NotBegun _ -> Optional.of("%s: not started".formatted(address));
            // Its diagnostic says so, and only once where every resource fails of one cause.
            case Event.Failed failed when failed.action() == Event.Action.READING -> Optional.empty();
            case Event.Failed failed ->
                Optional.of("%s: %s after %s: %s"
                        .formatted(
                                address,
                                style.danger(doing(failed.action()) + " failed"),
                                Durations.brief(failed.took()),
                                Printable.line(failed.diagnostic().message())));
        };
    }

    private static String decision(Event.Decided decided) {
        var several = decided.subjects().size() > 1;
        var subjects = decided.subjects().stream()
                .map(subject -> "`" + Printable.line(subject) + "`")
                .collect(Collectors.joining(", "));
        return decided.replaced()
                ? "will be replaced: " + subjects + (several ? " differ" : " differs")
                : "will not be replaced: " + subjects + (several ? " are the same" : " is the same");
    }

    /** Line for a running call. The reason why it waits comes last, since a narrow terminal cuts the end off. */
    public String running(Event.Started started, Duration took, String waiting) {
        return Printable.line(started.address().text()) + ": " + doing(started.action()) + " " + Durations.brief(took)
                + (waiting.isEmpty() ? "" : ", " + Printable.line(waiting));
    }

    private static String doing(Event.Action action) {
        return switch (action) {
            case READING -> "reading";
            case VERIFYING -> "verifying";
            case CREATING -> "creating";
            case UPDATING -> "updating";
            case DELETING -> "deleting";
        };
    }

    private static String done(Event.Action action) {
        return switch (action) {
            case READING -> "read";
            case VERIFYING -> "verified";
            case CREATING -> "created";
            case UPDATING -> "updated";
            case DELETING -> "deleted";
        };
    }
}
