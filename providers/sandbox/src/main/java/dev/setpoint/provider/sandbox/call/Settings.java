package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.store.Visibility;
import dev.setpoint.provider.sandbox.world.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Settings of a sandbox, from environment variables or from a test. The variables, all optional:
 *
 * <table>
 * <caption>Environment variables</caption>
 * <tr><td>{@code SETPOINT_SANDBOX_ACCOUNT}</td><td>account id, twelve digits</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_DELAY}</td><td>eventual consistency: the longest time until a write is seen, {@code 30s}</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_PRINCIPAL_DELAY}</td><td>for how long other services refuse a new role, {@code 10s}</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_LATENCY}</td><td>of each call, {@code 50ms}</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_LATENCY_REAL}</td><td>{@code true}: latency costs real time</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_THROTTLE}</td><td>share of calls throttled, {@code 0.1}</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_SEED}</td><td>decides delays and throttling</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_DENY}</td><td>actions the caller lacks: {@code kms:TagResource,s3:Put*}</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_ALLOW}</td><td>the only actions that the caller has, written likewise</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_FAIL}</td><td>the n-th call of an action fails: {@code s3:PutBucketPolicy@2=OperationAborted,@7=InternalError}</td></tr>
 * <tr><td></td><td>with {@code ~} for {@code =} it is done and only its answer lost: {@code kms:CreateKey@1~ConnectionReset}</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_HALT_BEFORE}, {@code _HALT_AFTER}</td><td>number of the call at which the process halts</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_COUNT}</td><td>{@code changes}: only calls that may change something count for halting</td></tr>
 * <tr><td>{@code SETPOINT_SANDBOX_LOG}</td><td>file to which each call is appended, tab-separated</td></tr>
 * </table>
 *
 * @param newPrincipals for how long other services refuse a new IAM principal
 * @param wall the clock that the cloud's time goes by, pauses apart
 */
public record Settings(
        Account account,
        Visibility visibility,
        Duration newPrincipals,
        Faults faults,
        Optional<Path> log,
        CallListener watch,
        InstantSource wall) {

    /** No faults, and every write is visible at once. */
    public static final Settings DEFAULT = new Settings(
            Account.DEFAULT,
            Visibility.IMMEDIATE,
            Duration.ZERO,
            Faults.NONE,
            Optional.empty(),
            CallListener.NONE,
            InstantSource.system());

    private static final String PREFIX = "SETPOINT_SANDBOX_";

    /** The variable with the account's id. */
    public static final String ACCOUNT = PREFIX + "ACCOUNT";

    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|min|h|d)");
    private static final Pattern FAILURE = Pattern.compile("([^@=]*)@(\\d+)([=~])(\\w[\\w.]*)");

    /** @throws IllegalArgumentException about a variable that is not valid */
    public static Settings from(Map<String, String> environment) {
        var read = new Variables(environment);
        var seed = read.get("SEED", Long::parseLong).orElse(0L);
        var faults = new Faults(
                read.get("LATENCY", Settings::duration).orElse(Duration.ZERO),
                read.get("LATENCY_REAL", Settings::flag).orElse(false),
                read.get("THROTTLE", Settings::share).orElse(0.0),
                seed,
                read.get("DENY", Settings::words).orElse(List.of()),
                read.get("ALLOW", Settings::words).orElse(List.of()),
                read.get("FAIL", Settings::failures).orElse(List.of()),
                read.get("HALT_BEFORE", text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty()),
                read.get("HALT_AFTER", text -> OptionalLong.of(Long.parseLong(text)))
                        .orElse(OptionalLong.empty()),
                read.get("COUNT", text -> text.equals("changes")).orElse(false));
        return new Settings(
                read.get("ACCOUNT", Settings::account).orElse(Account.DEFAULT),
                new Visibility(read.get("DELAY", Settings::duration).orElse(Duration.ZERO), seed),
                read.get("PRINCIPAL_DELAY", Settings::duration).orElse(Duration.ZERO),
                faults,
                read.get("LOG", Path::of),
                CallListener.NONE,
                InstantSource.system());
    }

    /** Returns settings of another account. */
    public Settings with(Account other) {
        return new Settings(other, visibility, newPrincipals, faults, log, watch, wall);
    }

    public Settings with(Faults others) {
        return new Settings(account, visibility, newPrincipals, others, log, watch, wall);
    }

    public Settings with(Visibility other) {
        return new Settings(account, other, newPrincipals, faults, log, watch, wall);
    }

    /** Returns settings under which other services refuse a new IAM principal for this long. */
    public Settings withNewPrincipals(Duration refused) {
        return new Settings(account, visibility, refused, faults, log, watch, wall);
    }

    /** Returns settings with a listener for every call. */
    public Settings watchedBy(CallListener watcher) {
        return new Settings(account, visibility, newPrincipals, faults, log, watcher, wall);
    }

    /** Returns settings with another clock than the machine's. */
    public Settings withWall(InstantSource other) {
        return new Settings(account, visibility, newPrincipals, faults, log, watch, other);
    }

    private record Variables(Map<String, String> environment) {

        <T> Optional<T> get(String name, Function<String, T> parse) {
            var text = environment.getOrDefault(PREFIX + name, "").strip();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(parse.apply(text));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(PREFIX + name + "=" + text + " is not valid: " + e.getMessage(), e);
            }
        }
    }

    private static Account account(String text) {
        if (!text.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account id has twelve digits");
        }
        return new Account(text);
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new IllegalArgumentException("use true or false");
        };
    }

    private static double share(String text) {
        var share = Double.parseDouble(text);
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException("a share is from 0 to below 1");
        }
        return share;
    }

    private static Duration duration(String text) {
        var match = DURATION.matcher(text);
        if (!match.matches()) {
            return Duration.parse(text);
        }
        var amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "min" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static List<String> words(String text) {
        return Pattern.compile("[\\s,]+")
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<Faults.Failure> failures(String text) {
        return words(text).stream()
                .map(word -> {
                    var match = FAILURE.matcher(word);
                    if (!match.matches()) {
                        throw new IllegalArgumentException("write action@number=code or action@number~code");
                    }
                    var action = match.group(1).isEmpty() ? "*" : match.group(1);
                    var nth = Long.parseLong(match.group(2));
                    return new Faults.Failure(
                            action, nth, match.group(4), match.group(3).equals("~"));
                })
                .toList();
    }
}
