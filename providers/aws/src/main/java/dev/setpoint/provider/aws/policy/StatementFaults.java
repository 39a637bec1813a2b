package dev.setpoint.provider.aws.policy;

import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.provider.aws.policy.Statements.Leaf;
import dev.setpoint.provider.aws.policy.Statements.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A look at a policy for what AWS would refuse in it.
 *
 * @param bucket whose policy it is
 * @param service whose actions alone it may have
 * @param stranger whether the account has no such role or user
 */
record StatementFaults(
        Statements document, Optional<String> bucket, Optional<String> service, Predicate<String> stranger) {

    private static final Set<String> MEMBERS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern ACTION = Pattern.compile("\\*|[A-Za-z0-9-]+:[A-Za-z0-9*?]+");
    private static final Pattern PRINCIPAL = Pattern.compile("\\*|\\d{12}|A[A-Z0-9]{15,}"
            + "|arn:[a-z0-9-]+:iam::\\d{12}:(root|(user|role)/.+)"
            + "|arn:[a-z0-9-]+:sts::\\d{12}:(assumed-role|federated-user)/.+"
            + "|arn:[a-z0-9-]+:(iam|cloudfront)::cloudfront:.+");
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.[a-z0-9-]+");
    private static final Pattern OPERATOR = Pattern.compile("(ForAnyValue:|ForAllValues:)?"
            + "(String(Not)?(Equals|EqualsIgnoreCase|Like)|(Numeric|Date)(Not)?(Equals|LessThan|LessThanEquals|GreaterThan"
            + "|GreaterThanEquals)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?");
    private static final Pattern OBJECT_ACTION =
            Pattern.compile("(?i)s3:(get|put|delete|restore|replicate|abort|listmultipartuploadparts|bypass).*object.*"
                    + "|s3:(abortmultipartupload|listmultipartuploadparts|replicate.*|restoreobject)");
    private static final Set<String> BUCKET_ACTIONS_OF_OBJECTS =
            Set.of("s3:getbucketobjectlockconfiguration", "s3:putbucketobjectlockconfiguration");

    /** The first statement that lets everybody in. */
    Optional<PropertyPath> open() {
        return document.statements().stream()
                .filter(statement -> statement.members().string("Effect").equals(Optional.of("Allow")))
                .filter(statement -> statement.leaves("Principal").stream()
                        .anyMatch(leaf -> !leaf.name() && leaf.text().equals("*")))
                .min(Comparator.comparing(statement -> statement.has("Condition")))
                .map(Statement::path);
    }

    /** The first statement without the member. */
    Optional<PropertyPath> lacking(String member) {
        return document.statements().stream()
                .filter(statement -> !statement.has(member))
                .map(Statement::path)
                .findFirst();
    }

    /** The first such member. */
    Optional<PropertyPath> having(String member) {
        return document.statements().stream()
                .filter(statement -> statement.has(member))
                .map(statement -> statement.path().name(statement.members().has(member) ? member : "Not" + member))
                .findFirst();
    }

    /** The member where one statement alone has it: it can be no other. */
    Optional<PropertyPath> only(String member) {
        var with = document.statements().stream()
                .filter(statement -> statement.has(member))
                .toList();
        return with.size() == 1 ? having(member) : Optional.empty();
    }

    /** The second statement of the same Sid. */
    Optional<PropertyPath> repeatedSid() {
        var seen = new HashSet<String>();
        return document.statements().stream()
                .filter(statement -> statement
                        .members()
                        .string("Sid")
                        .filter(sid -> !seen.add(sid))
                        .isPresent())
                .map(Statement::path)
                .findFirst();
    }

    /** The first value of the member that AWS takes in no policy, or not in this one. */
    Optional<PropertyPath> wrong(String member) {
        return tests(member).stream()
                .flatMap(test -> document.statements().stream()
                        .flatMap(statement -> statement.leaves(member).stream())
                        .filter(test)
                        .limit(1))
                .map(Leaf::path)
                .findFirst();
    }

    /** The plainest mistakes first. */
    private List<Predicate<Leaf>> tests(String member) {
        return switch (member) {
            case "Principal" -> List.of(StatementFaults::isNoPrincipal, this::isStranger);
            case "Resource" ->
                List.of(
                        leaf -> !leaf.text().equals("*") && !leaf.text().startsWith("arn:"),
                        leaf -> bucket.filter(name -> !isOf(name, leaf.text())).isPresent());
            case "Action" ->
                List.of(
                        leaf -> !ACTION.matcher(leaf.text()).matches(),
                        leaf -> service.filter(name -> !leaf.text().equals("*")
                                        && !leaf.text().toLowerCase(Locale.ROOT).startsWith(name + ":"))
                                .isPresent());
            case "Condition" ->
                List.of(leaf -> leaf.name()
                        && isOperator(leaf)
                        && !OPERATOR.matcher(leaf.text()).matches());
            default ->
                List.of(leaf -> !leaf.text().equals("Allow") && !leaf.text().equals("Deny"));
        };
    }

    private static boolean isOperator(Leaf leaf) {
        var steps = leaf.path().steps();
        return steps.size() > 1 && steps.get(steps.size() - 2).equals(new PropertyPath.Step.Name("Condition"));
    }

    private static boolean isNoPrincipal(Leaf leaf) {
        return switch (leaf.under()) {
            case "AWS" -> !leaf.name() && !PRINCIPAL.matcher(leaf.text()).matches();
            case "Service" -> !leaf.name() && !SERVICE.matcher(leaf.text()).matches();
            case "Federated", "CanonicalUser" -> false;
            case "Principal", "NotPrincipal" -> !leaf.text().equals("*");
            default -> true;
        };
    }

    private boolean isStranger(Leaf leaf) {
        return !leaf.name() && leaf.under().equals("AWS") && stranger.test(leaf.text());
    }

    private static boolean isOf(String bucket, String resource) {
        var rest = resource.replaceFirst("^arn:[^:]*:s3:::", "");
        return rest.equals("*") || rest.equals(bucket) || rest.equals(bucket + "*") || rest.startsWith(bucket + "/");
    }

    /** An action on objects where only the bucket is named, or the reverse. */
    Optional<PropertyPath> actionWithoutResource() {
        return document.statements().stream()
                .filter(statement -> statement.has("Resource"))
                .flatMap(statement -> statement.leaves("Action").stream()
                        .filter(action -> statement.leaves("Resource").stream()
                                .noneMatch(resource -> suits(action.text(), resource.text()))))
                .map(Leaf::path)
                .findFirst()
                .or(() -> only("Action"));
    }

    private static boolean suits(String action, String resource) {
        var wide = resource.endsWith("*") && !resource.contains("/");
        if (wide || action.contains("*") || !action.startsWith("s3:")) {
            return true;
        }
        var onObjects = OBJECT_ACTION.matcher(action).matches()
                && !BUCKET_ACTIONS_OF_OBJECTS.contains(action.toLowerCase(Locale.ROOT));
        return onObjects == resource.contains("/");
    }

    /** Whatever is wrong with the document, member by member. */
    Optional<PropertyPath> anything() {
        return unknownMember()
                .or(() -> lacking("Effect"))
                .or(() -> Stream.of("Effect", "Principal", "Action", "Resource", "Condition")
                        .flatMap(member -> wrong(member).stream())
                        .findFirst())
                .or(() -> lacking("Action"))
                .or(this::repeatedSid);
    }

    private Optional<PropertyPath> unknownMember() {
        return document.statements().stream()
                .flatMap(statement -> statement.members().entries().keySet().stream()
                        .filter(member -> !MEMBERS.contains(member))
                        .map(member -> statement.path().name(member)))
                .findFirst();
    }
}
