package dev.setpoint.cli;

import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where a state is kept. */
sealed interface StatePlace {

    /** In the folder beside the stack file. */
    record Local() implements StatePlace {}

    /**
     * Where machines share it.
     *
     * @param backend its name: {@code s3}
     * @param settings that have been checked
     */
    record Shared(String backend, Value.Map settings) implements StatePlace {}

    /** @param text {@code local}, or {@code s3://bucket/key?region=…}, whose parameters are the backend's settings */
    static Result<StatePlace> parse(String text) {
        if (text.equals("local")) {
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
                // The one setting with settings of its own.
                settings = name.equals("roleArn")
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
        return Diagnostic.error("SP0916", "`--backend %s` names no place for a state.".formatted(text))
                .hint("Write `s3://bucket/key?region=eu-west-1`, or `local` for the folder beside the stack file.");
    }
}
