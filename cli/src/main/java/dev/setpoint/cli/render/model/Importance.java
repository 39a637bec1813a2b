package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Importance of a change to a reviewer, from the least to the most: where there is too little room, the least is shortened first. */
public enum Importance {
    CREATION,
    /** Tags alone, or the address alone. */
    TAGS,
    UPDATE,
    /** A change of access: policies, grants, public access blocks. */
    POLICY,
    /** Deletions, replacements, loss of data, and blocked changes. */
    DESTRUCTION;

    /** Properties that decide on access and are not called a policy. */
    private static final Set<String> ACCESS =
            Set.of("permissionsboundary", "publicaccessblock", "blockpublicaccess", "acl", "grants", "ownership");

    public static Importance of(Change change) {
        if (change.isForbidden() || !change.dataLoss().isEmpty()) {
            return DESTRUCTION;
        }
        return switch (change.effect()) {
            case Change.Delete _, Change.Replace _ -> DESTRUCTION;
            case Change.Create _ -> isPolicy(change.target().type().text()) ? POLICY : CREATION;
            case Change.Update update -> of(update.properties());
            case Change.Refresh refresh -> of(refresh.properties());
            case Change.Forget _ -> UPDATE;
            case Change.NoOp _, Change.Import _, Change.Restore _, Change.Move _ -> TAGS;
        };
    }

    private static Importance of(List<PropertyChange> properties) {
        if (properties.stream().anyMatch(property -> isPolicy(property.path().toString()))) {
            return POLICY;
        }
        return !properties.isEmpty() && properties.stream().allMatch(Importance::isTag) ? TAGS : UPDATE;
    }

    private static boolean isTag(PropertyChange property) {
        return property.path()
                .property()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith("tags"))
                .isPresent();
    }

    /** Names of types and paths: `aws.s3.bucketPolicy`, `assumeRolePolicy.Statement[0].Principal`, `PolicyDocument`. */
    private static boolean isPolicy(String name) {
        var small = name.toLowerCase(Locale.ROOT);
        return small.contains("polic")
                || ACCESS.stream().anyMatch(word -> small.matches("(.*[.\\[])?" + word + "([.\\[].*)?"));
    }
}
