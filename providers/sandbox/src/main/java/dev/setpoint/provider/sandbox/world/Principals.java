package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Principals that a resource policy may name. See behaviour.md#policy-documents, behaviour.md#new-principals. */
public final class Principals {

    private static final Pattern IAM_ARN = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):(root|role/.+|user/.+)");
    private static final Pattern SESSION_ARN =
            Pattern.compile("arn:aws[a-z-]*:sts::(\\d{12}):(assumed-role|federated-user)/.+");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com(\\.cn)?");
    private static final Pattern UNIQUE_ID = Pattern.compile("(AROA|AIDA)[A-Z0-9]{12,}");

    private static final String USER_ID = "userId";

    private final World world;

    Principals(World world) {
        this.world = world;
    }

    /** Returns the key of a role's document: names are unique ignoring case. */
    public static String roleKey(String name) {
        return "iam:role:" + name.toLowerCase(Locale.ROOT);
    }

    /** Returns the key of a user's document. */
    public static String userKey(String name) {
        return "iam:user:" + name.toLowerCase(Locale.ROOT);
    }

    /** Returns the key of a group's document. */
    public static String groupKey(String name) {
        return "iam:group:" + name.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns true if a resource policy may name this principal.
     *
     * @param type {@code AWS}, {@code Service}, {@code Federated} or {@code CanonicalUser}
     */
    public boolean acceptable(String type, String principal) {
        return switch (type) {
            case "AWS" -> principal.equals("*") || ACCOUNT.matcher(principal).matches() || exists(principal);
            case "Service" -> SERVICE.matcher(principal).matches();
            case "Federated" -> principal.startsWith("arn:") || principal.contains(".");
            case "CanonicalUser" -> principal.matches("[0-9a-f]{64}");
            default -> false;
        };
    }

    /** Returns true for a principal that exists. All principals of other accounts count as existing. */
    private boolean exists(String principal) {
        if (UNIQUE_ID.matcher(principal).matches()) {
            return principal.equals(Account.USER_ID)
                    || hasId("iam:role:", "roleId", principal)
                    || hasId("iam:user:", USER_ID, principal);
        }
        var session = SESSION_ARN.matcher(principal);
        if (session.matches()) {
            return true;
        }
        var arn = IAM_ARN.matcher(principal);
        if (!arn.matches() || !principal.startsWith("arn:" + world.partition() + ":")) {
            return false;
        }
        if (!arn.group(1).equals(world.account().id())
                || arn.group(2).equals("root")
                || principal.equals(world.callerArn())) {
            return true;
        }
        return role(principal).or(() -> user(principal)).filter(this::spread).isPresent();
    }

    private boolean hasId(String prefix, String member, String id) {
        return named(prefix, member, id).isPresent();
    }

    /** Returns the unique id of one of the account's roles or users; empty for other ARNs and after a deletion. */
    public Optional<String> uniqueId(String arn) {
        return role(arn)
                .flatMap(role -> role.string("roleId"))
                .or(() -> user(arn).flatMap(user -> user.string(USER_ID)));
    }

    /**
     * Returns what stands now for a principal that was named by this ARN: its present ARN, or its unique id once it is
     * deleted.
     *
     * @param id the unique id that it had then; empty for a principal of another account
     */
    public String present(String arn, Optional<String> id) {
        return id.map(unique -> named("iam:role:", "roleId", unique)
                        .or(() -> named("iam:user:", USER_ID, unique))
                        .orElse(unique))
                .orElse(arn);
    }

    private Optional<String> named(String prefix, String member, String id) {
        return world.documents().under(prefix).values().stream()
                .filter(principal -> principal.string(member).equals(Optional.of(id)))
                .flatMap(principal -> principal.string("arn").stream())
                .findFirst();
    }

    private Optional<Value.Map> user(String arn) {
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        return arn.contains(":user/")
                ? world.known(userKey(name)).filter(user -> user.string("arn").equals(Optional.of(arn)))
                : Optional.empty();
    }

    /** Finds the role with this ARN. */
    public Optional<Value.Map> role(String arn) {
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        return arn.contains(":role/")
                ? world.known(roleKey(name)).filter(role -> role.string("arn").equals(Optional.of(arn)))
                : Optional.empty();
    }

    /** Finds the role or user with this ARN as IAM itself knows it. */
    public Optional<Role> known(String arn) {
        return role(arn).or(() -> user(arn)).map(document -> new Role(document, world));
    }

    /** Finds the role as other services see it: empty until they know it. */
    public Optional<Role> assumable(String arn) {
        return role(arn).filter(this::spread).map(document -> new Role(document, world));
    }

    /** Returns true if other services already know the role or user. */
    private boolean spread(Value.Map principal) {
        var created = principal.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH);
        return !world.now().isBefore(created.plus(world.newPrincipals()));
    }
}
