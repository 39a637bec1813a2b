package dev.setpoint.engine.expression.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** First names of paths in Terraform, CloudFormation, Pulumi and Helm, with what there is here for each. */
public final class ForeignNames {

    private static final Pattern WORD = Pattern.compile("_([a-z0-9])");

    private static final String TERRAFORM = "Terraform";

    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "Region", "it is an output of a data source: `data.here.name`, of the type `aws.region`",
            "AccountId",
                    "it is an output of a data source: `data.caller.accountId`, of the type `aws.sts.callerIdentity`",
            "Partition", "it is an output of a data source: `data.here.partition`, of the type `aws.partition`",
            "NoValue", "it is `null`",
            "StackName", "it is `stack.name`",
            "StackId", "it is `stack.name`");

    private ForeignNames() {}

    /**
     * A sentence for a path whose first name is not in the stack; empty when no other tool has it.
     *
     * @param rest of the path, without the dot: {@code env}
     * @param environments whether {@code stack.env} can be read
     */
    public static Optional<String> root(String name, String rest, boolean environments) {
        return switch (name) {
            case "var" -> Optional.of(variable(rest));
            case "local" -> Optional.of(here(name, rest, TERRAFORM, "it is `locals." + or(rest) + "`"));
            case "module" -> Optional.of(here(name, rest, TERRAFORM, "it is `" + camel(or(rest)) + "`"));
            case "path" ->
                Optional.of(
                        here(name, rest, TERRAFORM, "a path begins at the folder of the file that it is written in"));
            case "terraform" ->
                Optional.of(here(name, rest, TERRAFORM, "it is `stack." + (environments ? "env" : "name") + "`"));
            case "count" -> Optional.of(here(name, rest, TERRAFORM, "it is `each.key`, in a block with `forEach`"));
            case "param", "params", "parameters", "Parameters" ->
                Optional.of(here(name, rest, "CloudFormation", "it is `inputs." + or(rest) + "`"));
            case "config" -> Optional.of(here(name, rest, "Pulumi", "it is `inputs." + or(rest) + "`"));
            case "Values" -> Optional.of(here(name, rest, "Helm", "it is `inputs." + or(rest) + "`"));
            case "variable", "variables", "input" ->
                Optional.of("There is no `" + name + "`; here it is `inputs." + or(rest) + "`.");
            default ->
                typed(name, rest)
                        ? Optional.of(here(name, rest, TERRAFORM, "it is `" + camel(rest) + "`"))
                        : Optional.empty();
        };
    }

    /** A sentence for {@code var.env}. */
    public static String variable(String rest) {
        return here("var", rest, TERRAFORM, "it is `inputs." + or(rest) + "`");
    }

    /** A sentence for a data source that is named by its type: {@code data.aws_caller_identity.me.account_id}. */
    public static Optional<String> data(String name, String rest) {
        return typed(name, rest)
                ? Optional.of(here("data." + name, rest, TERRAFORM, "it is `data." + camel(rest) + "`"))
                : Optional.empty();
    }

    /** A sentence for {@code AWS::Region} and its like. */
    public static String pseudoParameter(String name) {
        var instead = Optional.ofNullable(PSEUDO_PARAMETERS.get(name))
                .orElse("read it with a block under `data`, and write `data.name.attribute`");
        return "`AWS::" + name + "` is CloudFormation's; here " + instead + ".";
    }

    private static String here(String name, String rest, String tool, String instead) {
        var separator = rest.isEmpty() || rest.startsWith("[") ? "" : ".";
        return "`" + name + separator + rest + "` is " + tool + "'s; here " + instead + ".";
    }

    private static String or(String rest) {
        return rest.isEmpty() ? "name" : rest;
    }

    /** {@code aws_s3_bucket.logs.arn} */
    private static boolean typed(String name, String rest) {
        return name.contains("_") && rest.contains(".");
    }

    /** The names of the block and of its attribute as they are written here; what follows may be a key of a map. */
    private static String camel(String path) {
        var parts = new ArrayList<>(List.of(path.split("(?=[.\\[])")));
        for (var i = 0; i < Math.min(2, parts.size()); i++) {
            parts.set(
                    i,
                    WORD.matcher(parts.get(i)).replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT)));
        }
        return String.join("", parts);
    }
}
