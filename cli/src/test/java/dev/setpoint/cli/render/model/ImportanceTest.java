package dev.setpoint.cli.render.model;

import static dev.setpoint.cli.render.LiteralPlan.property;
import static dev.setpoint.cli.render.LiteralPlan.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.LiteralPlan;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Importance follows from the schema of the type, for every type there is. */
class ImportanceTest {

    private static final List<String> POLICIES = List.of("#/$defs/resourcePolicy", "#/$defs/identityPolicy");
    private static final List<String> TAGS = List.of("#/$defs/tags");

    static Stream<TypeName> types() {
        return SchemaFiles.bundled().names().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyPolicyDecidesOnAccess(TypeName type) {
        for (var path : referring(type, POLICIES)) {
            assertThat(ofUpdate(type.text(), path)).as("%s %s", type, path).isEqualTo(Importance.POLICY);
            assertThat(ofUpdate(type.text(), path + ".Statement[A].Principal"))
                    .as("%s %s, a part", type, path)
                    .isEqualTo(Importance.POLICY);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void tagsAreTags(TypeName type) {
        for (var path : referring(type, TAGS)) {
            assertThat(ofUpdate(type.text(), path + ".Owner"))
                    .as("%s %s", type, path)
                    .isEqualTo(Importance.TAGS);
        }
    }

    @Test
    void policiesAndTagsAreFound() {
        assertThat(types().flatMap(type -> referring(type, POLICIES).stream().map(path -> type + " " + path)))
                .contains(
                        "aws.iam.policy policy",
                        "aws.iam.role assumeRolePolicy",
                        "aws.iam.role inlinePolicies.*",
                        "aws.kms.key policy",
                        "aws.s3.bucketPolicy policy",
                        "aws.sns.topic policy");
        assertThat(types().filter(type -> !referring(type, TAGS).isEmpty())).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({
        "aws.s3.bucket,publicAccessBlock,POLICY",
        "aws.s3.bucket,publicAccessBlock.blockPublicAcls,POLICY",
        "aws.s3.bucket,ownership,POLICY",
        "aws.s3.bucket,versioning,UPDATE",
        "aws.s3.bucket,lifecycle.rules[Old].filter.tags.Kind,UPDATE",
        "aws.s3.accountPublicAccessBlock,restrictPublicBuckets,POLICY",
        "aws.iam.role,managedPolicies,POLICY",
        "aws.iam.role,inlinePolicies,POLICY",
        "aws.iam.role,permissionsBoundary,POLICY",
        "aws.iam.role,maxSessionDuration,UPDATE",
        "aws.iam.user,permissionsBoundary,POLICY",
        "aws.kms.key,description,UPDATE",
        "aws.s3.replication,rules[All].destination.overrideOwner,POLICY",
        "aws.sns.subscription,filterPolicy.kind,UPDATE",
        "aws.sns.subscription,redrivePolicy.deadLetterTargetArn,UPDATE",
        "aws.sns.topic,deliveryPolicy,UPDATE",
        "aws.unknown.type,policy,UPDATE"
    })
    void aPropertyThatDecidesOnAccessIsNoMatterOfItsName(String type, String path, Importance expected) {
        assertThat(ofUpdate(type, path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "aws.iam.policy,POLICY",
        "aws.iam.rolePolicy,POLICY",
        "aws.iam.rolePolicyAttachment,POLICY",
        "aws.kms.grant,POLICY",
        "aws.s3.bucketPolicy,POLICY",
        "aws.s3.accountPublicAccessBlock,POLICY",
        "aws.iam.role,CREATION",
        "aws.s3.bucket,CREATION"
    })
    void theCreationOfAGrantIsAChangeOfAccess(String type, Importance expected) {
        var plan = new LiteralPlan()
                .create(target("it", type, 1), Change.CreateReason.NEW, "{'name': 'a'}")
                .plan();
        assertThat(Importance.of(plan.changes().getFirst())).isEqualTo(expected);
    }

    @Test
    void anOptionOfAGrantIsNoChangeOfAccess() {
        var option = property("name", "false", "true", Cause.SPEC, 2);
        var plan = new LiteralPlan()
                .update(
                        target("it", "aws.s3.bucketPolicy", 1),
                        "id",
                        new PropertyChange(
                                PropertyPath.option("preventDestroy"),
                                option.before(),
                                option.after(),
                                option.cause(),
                                option.span(),
                                false,
                                false,
                                option.dataLoss()))
                .plan();
        assertThat(Importance.of(plan.changes().getFirst())).isEqualTo(Importance.UPDATE);
    }

    private static Importance ofUpdate(String type, String path) {
        var plan = new LiteralPlan()
                .update(target("it", type, 1), "id", property(path, "'a'", "'b'", Cause.SPEC, 2))
                .plan();
        return Importance.of(plan.changes().getFirst());
    }

    /** Paths of the properties whose schema refers to one of the definitions, directly or in its {@code allOf}. */
    private static List<String> referring(TypeName type, List<String> definitions) {
        var found = new ArrayList<String>();
        referring(SchemaFiles.bundled().type(type).orElseThrow().source(), "", definitions, found);
        return found;
    }

    private static void referring(Value.Map schema, String path, List<String> definitions, List<String> found) {
        if (Stream.concat(Stream.of(schema), schema.list("allOf").stream().map(Value.Map.class::cast))
                .anyMatch(part ->
                        part.string("$ref").filter(definitions::contains).isPresent())) {
            found.add(path);
        }
        schema.map("properties")
                .entries()
                .forEach((name, member) ->
                        referring((Value.Map) member, path.isEmpty() ? name : path + "." + name, definitions, found));
        if (schema.get("additionalProperties").orElse(Value.Null.VALUE) instanceof Value.Map member) {
            referring(member, path + ".*", definitions, found);
        }
        if (schema.get("items").orElse(Value.Null.VALUE) instanceof Value.Map item) {
            referring(item, path + "[*]", definitions, found);
        }
    }
}
