package dev.setpoint.cli.backend;

import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A place where a state is kept. */
public sealed interface StateLocation {

    String LOCAL = "local";

    /** The one setting with settings of its own. */
    String ROLE = "roleArn";

    /** Settings that lead to the place and are no secrets. */
    List<String> TOLD = List.of("region", "endpoint", "profile", "kmsKey");

    /** Folder beside the stack file. */
    record Local() implements StateLocation {}

    /**
     * Place that machines share, such as a bucket.
     *
     * @param backend its name: {@code s3}
     * @param settings that have been checked
     */
    record Shared(String backend, Value.Map settings) implements StateLocation {}

    /** Text as {@code --backend} takes it, without secrets. */
    default String text() {
        return switch (this) {
            case Local _ -> LOCAL;
            case Shared(var backend, var settings) -> {
                var uri = backend + "://" + settings.string("bucket").orElse("") + "/"
                        + encoded(settings.string("key").orElse(""), true);
                var parameters = TOLD.stream()
                        .flatMap(
                                name -> settings.string(name).stream().map(value -> name + "=" + encoded(value, false)))
                        .collect(Collectors.joining("&"));
                var role = settings.map("assumeRole").string(ROLE).map(arn -> ROLE + "=" + encoded(arn, false));
                yield Stream.concat(Stream.of(parameters).filter(text -> !text.isEmpty()), role.stream())
                        .reduce((one, other) -> one + "&" + other)
                        .map(all -> uri + "?" + all)
                        .orElse(uri);
            }
        };
    }

    /** Another address than the cloud's own, where its settings name one. */
    default Optional<String> endpoint() {
        return this instanceof Shared(var _, var settings) ? settings.string("endpoint") : Optional.empty();
    }

    /** Place with settings that come from the environment. */
    default StateLocation at(Value.Map location) {
        return switch (this) {
            case Local local -> local;
            case Shared(var backend, var settings) -> new Shared(backend, settings.plus(location));
        };
    }

    private static String encoded(String text, boolean path) {
        var whole = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return path
                ? whole.replace("%2F", "/")
                : whole.replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }

    /** @param text {@code local}, or {@code s3://bucket/key?region=…}, whose parameters are the backend's settings */
    static Result<StateLocation> parse(String text) {
        if (text.equals(LOCAL)) {
            return Result.ok(new Local());
        }
        try {
            var uri = new URI(text);
            if ("s3".equals(uri.getScheme()) && uri.getRawAuthority() != null) {
                return settings(uri)
                        .then(settings -> Checker.backend("s3", settings))
                        .map(settings -> new Shared("s3", settings));
            }
            return Result.failed(strange(text));
        } catch (URISyntaxException e) {
            return Result.failed(strange(text));
        }
    }

    private static Result<Value.Map> settings(URI uri) {
        var path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
        var settings = Value.Map.EMPTY.with("bucket", Value.of(uri.getRawAuthority()));
        settings = path.isEmpty() ? settings : settings.with("key", Value.of(path));
        for (var parameter : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            var equals = parameter.indexOf('=');
            if (equals > 0) {
                var name = decoded(parameter.substring(0, equals));
                var value = Value.of(decoded(parameter.substring(equals + 1)));
                settings = name.equals(ROLE)
                        ? settings.with("assumeRole", Value.Map.EMPTY.with(name, value))
                        : settings.with(name, value);
            } else if (!parameter.isEmpty()) {
                return Result.failed(strange(uri.toString()));
            }
        }
        return Result.ok(settings);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Diagnostic strange(String text) {
        return Diagnostic.error("SP0916", "`--backend %s` is not a place for a state.".formatted(text))
                .hint("Write `s3://bucket/key?region=eu-west-1`, or `local` for the folder beside the stack file.");
    }
}
