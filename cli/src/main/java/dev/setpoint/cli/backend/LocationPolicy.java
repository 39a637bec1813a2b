package dev.setpoint.cli.backend;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.operator.Refusal;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.stack.Stack.KeyBlock;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the places of a stack's state and keys against the operator's policy. */
final class LocationPolicy {

    private static final String BACKEND = "The backend";

    private final StateLocations places;
    private final String stack;
    private final AllowedAccess allowed;

    LocationPolicy(StateLocations places, String stack) {
        this.places = places;
        this.stack = stack;
        this.allowed = places.environment().allowed();
    }

    /** Whatever is not allowed; calls nothing. The sandbox reaches nothing that could be refused. */
    List<Diagnostic> refusals(StateLocation place) {
        if (places.environment().sandbox()) {
            return List.of();
        }
        var problems = new ArrayList<Diagnostic>();
        switch (place) {
            case StateLocation.Local _ ->
                allowed.backend(StateLocation.LOCAL, Value.Map.EMPTY).ifPresent(problems::add);
            case StateLocation.Shared shared -> {
                allowed.backend(shared.backend(), shared.settings()).ifPresent(problems::add);
                places.backend(shared).stream()
                        .map(factory -> factory.reach(places.configuration(shared)))
                        .flatMap(reach -> refusals(reach, BACKEND))
                        .forEach(problems::add);
            }
        }
        for (var key : places.keys()) {
            places.service(key.method()).stream()
                    .map(factory -> factory.reach(places.configuration(key, stack)))
                    .flatMap(reach -> refusals(reach, subject(key)))
                    .forEach(problem -> problems.add(problem.at(Optional.of(key.span()))));
        }
        return problems;
    }

    private Stream<Diagnostic> refusals(Reach reach, String who) {
        return allowed.refusals(reach, who).stream().map(Refusal::diagnostic);
    }

    /**
     * Problems of credentials that belong to an account that is not allowed; calls the cloud only where accounts are
     * restricted.
     */
    List<Diagnostic> strangers(StateLocation place) {
        if (places.environment().sandbox() || !allowed.restrictsAccounts()) {
            return List.of();
        }
        var problems = new ArrayList<Diagnostic>();
        try {
            if (place instanceof StateLocation.Shared shared) {
                places.backend(shared)
                        .flatMap(factory -> factory.account(places.configuration(shared)))
                        .flatMap(account -> allowed.account(account, BACKEND))
                        .ifPresent(problems::add);
            }
            for (var key : places.keys()) {
                places.service(key.method())
                        .flatMap(factory -> factory.account(places.configuration(key, stack)))
                        .flatMap(account -> allowed.account(account, subject(key)))
                        .ifPresent(problem -> problems.add(problem.at(Optional.of(key.span()))));
            }
        } catch (ProviderException e) {
            problems.add(
                    Diagnostic.error("SP0246", "The account of the state's backend cannot be determined: " + e.text())
                            .hint(e.hint()));
        }
        return problems;
    }

    private static String subject(KeyBlock key) {
        return "The key `" + key.method() + "` of the state";
    }

    /** Problem of a folder of Setpoint that is, or holds, a symbolic link to the outside. */
    static Optional<Diagnostic> wayOut(SpecFiles files, Path folder) {
        try {
            files.requireInside(folder);
            if (Files.isDirectory(folder)) {
                try (var all = Files.list(folder)) {
                    for (var file : all.filter(Files::isSymbolicLink).toList()) {
                        files.requireInside(file);
                    }
                }
            }
            return Optional.empty();
        } catch (RefusedFileException e) {
            return Optional.of(Diagnostic.error(
                            "SP0759", "The state cannot be kept here: `" + e.getFile() + "` " + e.predicate() + ".")
                    .hint(e.hint()));
        } catch (IOException e) {
            // A folder that cannot be looked into is complained of where it is used.
            return Optional.empty();
        }
    }
}
