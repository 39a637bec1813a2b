package dev.setpoint.cli.backend;

import dev.setpoint.cli.backend.LocationNote.Known;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.store.StateMove;
import dev.setpoint.engine.state.store.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Moves a state to the place that is named now, or accepts that place beside the ones in use, and notes it. */
public final class StateMigration {

    private static final String COMMAND = "setpoint state migrate";

    private final StateLocations places;
    private final String stack;
    private final String former;
    private final LocationNote note;

    /** @param former the name of the stack in the state that is moved */
    StateMigration(StateLocations places, String stack, String former) {
        this.places = places;
        this.stack = stack;
        this.former = former;
        this.note = places.note(stack);
    }

    /** Tells whether a state from before the stack had environments becomes that of one of them. */
    private boolean isOfEnvironment() {
        return !former.equals(stack);
    }

    /** Moved state, with its old and its new place. */
    public record Done(State state, String from, String to) {}

    /**
     * Moves the state to a place.
     *
     * @param from where it is; empty: found out from the note
     * @param timeout how long to wait for each of the locks
     */
    public Result<Done> to(NamedLocation named, Optional<StateLocation> from, Duration timeout) {
        return places.open(stack, named.place()).then(to -> {
            try (var target = to.store()) {
                var here = LocationGuard.known(to, named);
                return places.note(former)
                        .read()
                        .then(noted -> source(noted, here, from).then(old -> {
                            try (var source = old.store()) {
                                return move(noted, source, old, target, here, timeout);
                            }
                        }));
            }
        });
    }

    /** Moves the state from the named or noted backend to the folder beside the stack. */
    public Result<Done> back(NamedLocation named, Duration timeout) {
        return named.place() instanceof StateLocation.Shared
                ? to(NamedLocation.LOCAL, Optional.of(named.place()), timeout)
                : to(NamedLocation.LOCAL, Optional.empty(), timeout);
    }

    private Result<Done> move(
            List<Known> noted,
            StateStore source,
            StateLocations.Opened old,
            StateStore target,
            Known here,
            Duration timeout) {
        if (source.place().equals(target.place()) && old.location().equals(here.location())) {
            return Result.failed(Diagnostic.error(
                            "SP0983", "The old and the new place of the state are the same: `" + source.place() + "`.")
                    .hint("Name the new place under `backend` in the stack file or by `--backend`, and the old"
                            + " one by `--from`."));
        }
        var name =
                here.isAt(LocationGuard.LOCAL) ? target.place() : here.place().text();
        return new StateMove(source, target, name).run(timeout).map(state -> {
            var all = new ArrayList<>(noted);
            all.removeIf(known -> known.location().equals(old.location()) || known.isAt(here));
            if (isOfEnvironment()) {
                var _ = places.note(former).write(all);
                all.clear();
            }
            all.add(new Known(here.place(), here.location(), Optional.of(state.lineage()), here.written()));
            // Without a note nothing is wrong: the old place itself says where the state went.
            var _ = note.write(all);
            return new Done(state, source.place(), target.place());
        });
    }

    /** The place that has the state now. */
    private Result<StateLocations.Opened> source(List<Known> noted, Known here, Optional<StateLocation> from) {
        if (from.isPresent()) {
            return places.open(former, from.get());
        }
        var others = isOfEnvironment() ? LocationGuard.all(noted) : LocationGuard.others(noted, here);
        if (others.isEmpty()) {
            return Result.failed(Diagnostic.error("SP0919", "The stack names no backend to keep its state in.")
                    .hint("Name one under `backend` in the stack file, or by `--backend"
                            + " s3://bucket/key?region=eu-west-1`."));
        }
        var occupied = others.size() == 1
                ? others
                : others.stream().filter(this::isOccupied).toList();
        if (occupied.size() > 1) {
            return Result.failed(Diagnostic.error(
                            "SP0984",
                            "The stack has a state in each of "
                                    + occupied.stream()
                                            .map(known -> "`" + known.place().text() + "`")
                                            .collect(Collectors.joining(", "))
                                    + ".")
                    .hint("Name the one to take with `--from "
                            + LocationGuard.quoted(occupied.getFirst().place()) + "`."));
        }
        return places.open(
                former,
                occupied.isEmpty()
                        ? new StateLocation.Local()
                        : occupied.getFirst().place());
    }

    private boolean isOccupied(Known known) {
        return places.open(former, known.place())
                .then(opened -> {
                    try (var store = opened.store()) {
                        return store.existingState();
                    }
                })
                // A place that cannot be looked at is not passed over in silence.
                .fold(_ -> true, Optional::isPresent);
    }

    /**
     * Notes the named place as in use, beside those that are noted already.
     *
     * @return the place, for a person
     */
    public Result<String> accept(NamedLocation named, Duration timeout) {
        return places.open(stack, named.place()).then(opened -> {
            try (var store = opened.store()) {
                var here = LocationGuard.known(opened, named);
                var shown = here.isAt(LocationGuard.LOCAL)
                        ? store.place()
                        : here.place().text();
                return store.reinitialize(COMMAND, timeout)
                        .then(_ -> note.read())
                        .then(noted -> {
                            var all = new ArrayList<>(LocationGuard.others(noted, here));
                            all.add(here);
                            return note.write(all)
                                    .map(reason -> Result.<String>failed(Diagnostic.error(
                                                    "SP0985",
                                                    "The place `" + shown + "` cannot be noted in `" + note.file()
                                                            + "`: " + reason + ".")
                                            .hint("Make the folder writable for this user.")))
                                    .orElseGet(() -> Result.ok(shown));
                        });
            }
        });
    }
}
