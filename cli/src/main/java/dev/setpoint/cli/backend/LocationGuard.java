package dev.setpoint.cli.backend;

import dev.setpoint.cli.backend.LocationNote.Known;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.store.StateStore;
import dev.setpoint.engine.value.Value;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Refuses to work with a place while the stack's state is in another: everything that the state knows of would be made
 * a second time. The places are those of the {@link LocationNote}, and the folder beside the stack.
 */
final class LocationGuard {

    private static final String VACANT = "SP0737";
    private static final String OCCUPIED = "SP0980";

    /** Codes of these refusals. */
    static final Set<String> CODES = Set.of(VACANT, OCCUPIED);

    static final Known LOCAL = new Known(new StateLocation.Local(), Value.Map.EMPTY, Optional.empty(), Value.Map.EMPTY);

    private final StateLocations places;
    private final String stack;
    private final LocationNote note;

    LocationGuard(StateLocations places, String stack) {
        this.places = places;
        this.stack = stack;
        this.note = places.note(stack);
    }

    /** The opened state, which notes its place once it is used; fails when the state is elsewhere. */
    Result<StateStore> use(StateLocations.Opened opened, NamedLocation named) {
        var here = known(opened, named);
        var checked = note.read().then(noted -> {
            var last = new AtomicReference<>(Set.copyOf(noted));
            return kept(noted, here, opened.store())
                    .map(kept ->
                            expecting(noted, here, opened.store()).onUse(state -> remember(last, kept, here, state)));
        });
        if (checked instanceof Result.Failed) {
            opened.store().close();
        }
        return checked;
    }

    /** Makes the store expect a state, where the note says that the place has one. */
    private StateStore expecting(List<Known> noted, Known here, StateStore store) {
        return noted.stream()
                        .anyMatch(known -> known.isAt(here) && known.lineage().isPresent())
                ? store.expecting("the note `" + note.file() + "`")
                : store;
    }

    static Known known(StateLocations.Opened opened, NamedLocation named) {
        return new Known(named.place().at(opened.location()), opened.location(), Optional.empty(), named.written());
    }

    /** The noted places that stay noted beside this one; fails when one of them has the state. */
    private Result<List<Known>> kept(List<Known> noted, Known here, StateStore store) {
        if (noted.stream().anyMatch(here::isAt) || (noted.isEmpty() && here.isAt(LOCAL))) {
            return Result.ok(noted.stream().filter(known -> !known.isAt(here)).toList());
        }
        if (noted.stream().anyMatch(here::isOtherEnvironment)) {
            return Result.ok(noted);
        }
        var elsewhere = others(noted, here).stream()
                .flatMap(other -> look(other).stream())
                .toList();
        return elsewhere.isEmpty()
                ? Result.ok(List.of())
                : store.existingState().then(occupant -> kept(noted, here, store, occupant, elsewhere));
    }

    private Result<List<Known>> kept(
            List<Known> noted, Known here, StateStore store, Optional<State> occupant, List<Elsewhere> elsewhere) {
        var lineage = occupant.map(State::lineage);
        if (lineage.isPresent()
                && noted.stream().anyMatch(known -> known.lineage().equals(lineage))) {
            // Somebody else has taken it here.
            return Result.ok(noted.stream()
                    .filter(known -> !known.lineage().equals(lineage))
                    .toList());
        }
        var left = elsewhere.stream()
                .filter(other ->
                        occupant.filter(state -> other.isContinuedBy(state)).isEmpty())
                .toList();
        return left.isEmpty() ? Result.ok(List.of()) : Result.failed(refusal(here, store, occupant.isPresent(), left));
    }

    /** Every place that may have the state, but this one. */
    static List<Known> others(List<Known> noted, Known here) {
        var all = all(noted);
        all.removeIf(here::isAt);
        return all;
    }

    /** Every place that may have the state. */
    static List<Known> all(List<Known> noted) {
        var all = new ArrayList<>(noted);
        if (all.stream().noneMatch(LOCAL::isAt)) {
            all.add(LOCAL);
        }
        return all;
    }

    /**
     * Another place that has a state, or may have one.
     *
     * @param place as a person knows it
     * @param state empty when it could not be looked at
     * @param unseen why not
     */
    private record Elsewhere(Known known, String place, Optional<State> state, Optional<String> unseen) {

        /** True if the state here was written later than that one and follows from it. */
        boolean isContinuedBy(State here) {
            return state.filter(there -> there.lineage().equals(here.lineage()) && there.serial() <= here.serial())
                    .isPresent();
        }
    }

    private Optional<Elsewhere> look(Known other) {
        if (isClosed(other)) {
            return Optional.empty();
        }
        return places.open(stack, other.place())
                .then(opened -> {
                    try (var store = opened.store()) {
                        return store.existingState()
                                .map(occupant -> occupant.map(state -> new Elsewhere(
                                        other, shown(other, store), Optional.of(state), Optional.empty())));
                    }
                })
                .fold(
                        problems -> Optional.of(new Elsewhere(
                                other,
                                other.place().text(),
                                Optional.empty(),
                                Optional.of(problems.getFirst().message()))),
                        found -> found);
    }

    /** A folder of another user, whose states are that user's. The note in it could not be read, and that was said. */
    private boolean isClosed(Known other) {
        var home = note.file().getParent();
        return other.isAt(LOCAL) && home != null && Files.isDirectory(home) && !Files.isExecutable(home);
    }

    private static String shown(Known known, StateStore store) {
        return known.isAt(LOCAL) ? store.place() : known.place().text();
    }

    private Diagnostic refusal(Known here, StateStore store, boolean occupied, List<Elsewhere> elsewhere) {
        var there = String.join(
                " and in ",
                elsewhere.stream().map(place -> "`" + place.place() + "`").toList());
        var unseen = elsewhere.stream()
                .flatMap(place -> place.unseen().stream())
                .findFirst()
                .map(reason -> ", which cannot be read now: " + reason)
                .orElse(".");
        var back = elsewhere.getFirst().known().place();
        var goOn = "To use that one, add `--backend " + quoted(back) + "`, or "
                + (elsewhere.getFirst().known().isAt(LOCAL)
                        ? "take `backend` out of the stack file"
                        : "name it under `backend` in the stack file");
        var accept = "run `setpoint state migrate --reconfigure" + places.again() + "`";
        if (occupied) {
            return Diagnostic.error(
                            OCCUPIED,
                            "There is a state of stack `" + stack + "` in `" + shown(here, store)
                                    + "`, and another one in " + there + unseen)
                    .hint(goOn + ". To use both from now on, each by its name, " + accept + ".");
        }
        var from = elsewhere.size() > 1 ? " --from " + quoted(back) : "";
        return Diagnostic.error(
                        VACANT,
                        "There is no state in `" + shown(here, store) + "`, but one of this stack in " + there + unseen)
                .hint("Move it there with `setpoint state migrate" + from + places.again() + "`. " + goOn
                        + ". To start a new state anyway, " + accept + ".");
    }

    static String quoted(StateLocation place) {
        var text = place.text();
        return text.equals(StateLocation.LOCAL) ? text : "'" + text + "'";
    }

    /** @param last noted */
    private void remember(AtomicReference<Set<Known>> last, List<Known> kept, Known here, State state) {
        var lineage = Optional.of(state.lineage()).filter(_ -> !state.isEmpty());
        var now = new Known(here.place(), here.location(), lineage, here.written());
        var all = Stream.concat(kept.stream(), Stream.of(now)).toList();
        var set = Set.copyOf(all);
        if (!last.getAndSet(set).equals(set)) {
            // A folder that cannot be written to gets no note, and a run whose state is elsewhere needs none.
            var _ = note.write(all);
        }
    }
}
