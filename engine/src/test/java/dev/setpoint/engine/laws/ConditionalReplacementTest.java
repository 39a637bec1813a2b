package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.Provenance;
import dev.setpoint.engine.plan.SavedPlan;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacements that a value decides which is known only during apply. */
final class ConditionalReplacementTest {

    /** Read after each change of `a`: its colour is updated in place, its size too. */
    private static final String HEAD = """
        setpoint: v1
        stack: shop
        providers: {test: {}}
        data: {look: {type: test.lookup, dependsOn: [a], properties: {name: a}}}
        resources:
        """;

    /** Where it is follows from what does not change. */
    private static final String SAME = "\"${data.look.arn}\"";

    /** Where it is follows from the size. */
    private static final String OTHER = "\"s${data.look.size}\"";

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void whatTurnsOutTheSameLeavesTheObject() {
        apply(a(1), b(SAME, false));
        var spec = spec(a(2), b(SAME, false));
        assertThat(conditional(world.plan(spec), "b").otherwise()).get().isInstanceOf(Change.NoOp.class);

        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatDiffersReplacesTheObjectAfterTheRead() {
        for (var createFirst : List.of(false, true)) {
            world = new World(folder.resolve("first" + createFirst));
            var key = "b: {type: test.key, lifecycle: {createBeforeDestroy: %s}, properties: {zone: %s}}"
                    .formatted(createFirst, OTHER);
            apply(a(1), key);
            var spec = spec(a(2), key);
            assertThat(conditional(world.plan(spec), "b").order())
                    .isEqualTo(createFirst ? Change.Order.CREATE_FIRST : Change.Order.DELETE_FIRST);

            apply(spec);
            assertThat(requests())
                    .containsExactlyElementsOf(
                            createFirst
                                    ? List.of("update a", "read data.look", "create b", "delete b")
                                    : List.of("update a", "read data.look", "delete b", "create b"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void theRestIsUpdatedWhereTheObjectStays() {
        var thing = "b: {type: test.thing, properties: {name: b, zone: " + SAME + ", size: %d}}";
        apply(a(1), thing.formatted(1));
        var spec = spec(a(2), thing.formatted(5));
        assertThat(conditional(world.plan(spec), "b").otherwise()).get().isInstanceOf(Change.Update.class);

        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("update a", "update b");
        assertThat(world.cloud.thing("b").orElseThrow().properties().get("size"))
                .contains(Value.of(5));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aReadThatFailsKeepsTheDeletionFromBeginning() {
        for (var zone : List.of(OTHER, "elsewhere")) {
            world = new World(folder.resolve(zone.equals(OTHER) ? "conditional" : "certain"));
            apply(a(1), b(OTHER, false));
            // Forced by the spec alone, the replacement is certain; what it is made with is read first all the same.
            var spec = spec(
                    a(2),
                    "b: {type: test.thing, properties: {name: b, zone: " + zone + ", comment: \"${data.look.arn}\"}}");
            world.cloud.fail("read data.look", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
            assertThat(world.apply(spec).outcome().succeeded()).isFalse();
            assertThat(world.cloud.changes()).doesNotContain("delete b");
            assertThat(world.cloud.things()).containsKey("b");
        }
    }

    @Test
    void whatUsesTheObjectFollowsItEitherWay() {
        var user = "u: {type: test.thing, properties: {name: u, zone: \"${b.arn}\", uses: [\"${b.name}\"]}}";
        for (var differs : List.of(true, false)) {
            world = new World(folder.resolve("differs" + differs));
            var named =
                    "b: {type: test.thing, properties: {name: \"b-${data.look." + (differs ? "size" : "arn") + "}\"}}";
            apply(a(1), named, user);
            var spec = spec(a(2), named, user);
            conditional(world.plan(spec), "b");
            conditional(world.plan(spec), "u");

            apply(spec);
            assertThat(world.cloud.changes())
                    .containsExactlyElementsOf(
                            differs
                                    ? List.of("update a", "delete u", "delete b", "create b", "create u")
                                    : List.of("update a"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void aPartGoesWithItsOwnerIfThatIsReplaced() {
        var part = "p: {type: test.part, properties: {name: p, of: \"${b.name}\"}}";
        for (var zone : List.of(SAME, OTHER)) {
            world = new World(folder.resolve(zone.equals(SAME) ? "same" : "other"));
            var owner = "b: {type: test.thing, properties: {name: b, colour: green, zone: " + zone + "}}";
            apply(a(1), owner, part);
            var spec = spec(a(2), owner, part);
            conditional(world.plan(spec), "p");

            apply(spec);
            assertThat(world.cloud.changes())
                    .containsExactlyElementsOf(
                            zone.equals(SAME)
                                    ? List.of("update a")
                                    : List.of("update a", "delete p", "delete b", "create b", "create p"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void anOutputThatAnUpdateMayChangeReplacesWhatIsMadeWithIt() {
        var user = "b: {type: test.key, properties: {zone: \"r${a.revision}\"}}";
        apply(a(1), user);
        var spec = spec(a(2), user);
        conditional(world.plan(spec), "b");

        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("update a", "delete b", "create b");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aVolatileOutputOfAnObjectThatMayBeReplacedFollowsItEitherWay() {
        var users = List.of(
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}",
                "u: {type: test.key, lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}}",
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}\n"
                        + "  v: {type: test.key, properties: {zone: \"${u.arn}\"}}",
                "u: {type: test.key, properties: {size: \"${b.revision}\"}}");
        for (var user : users) {
            for (var zone : List.of(SAME, OTHER)) {
                for (var size : List.of(1, 2)) {
                    world = new World(folder.resolve(zone.equals(SAME) + "-" + size + "-" + users.indexOf(user)));
                    var thing = "b: {type: test.thing, properties: {name: b, size: %d, zone: " + zone + "}}";
                    apply(a(1), thing.formatted(1), user);
                    var spec = spec(a(2), thing.formatted(size), user);

                    apply(spec);
                    assertThat(world.plan(spec).hasChanges()).isFalse();
                }
            }
        }
    }

    /** Stays in `b(size)`, and then may be updated: what its users see of it is known only after that. */
    private static String kept(int size) {
        return "b: {type: test.key, properties: {size: " + size + ", zone: " + SAME + "}}";
    }

    @Test
    void aVolatileOutputIsLookedAtAfterTheUpdateOfTheObjectThatStays() {
        for (var createFirst : List.of(false, true)) {
            for (var use : List.of(
                    "properties: {zone: \"r${b.revision}\"}",
                    "properties: {size: 1}, lifecycle: {replaceOnChange: [b.revision], ")) {
                world = new World(folder.resolve(createFirst + "-" + use.length()));
                var user = use.endsWith("}")
                        ? "u: {type: test.key, lifecycle: {createBeforeDestroy: %s}, " + use + "}"
                        : "u: {type: test.key, " + use + "createBeforeDestroy: %s}}";
                apply(a(1), kept(1), user.formatted(createFirst));
                var spec = spec(a(2), kept(2), user.formatted(createFirst));
                conditional(world.plan(spec), "u");
                apply(spec);

                assertThat(world.cloud.changes())
                        .containsExactlyElementsOf(
                                createFirst
                                        ? List.of("update a", "update b", "create u", "delete u")
                                        : List.of("update a", "update b", "delete u", "create u"));
                assertThat(world.plan(spec).hasChanges()).isFalse();
            }
        }
    }

    @Test
    void aVolatileOutputThatAnUpdateLeavesAsItWasReplacesNothing() {
        var users = List.of(
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}",
                "u: {type: test.key, lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}}",
                "u: {type: test.key, lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}}\n"
                        + "  v: {type: test.key, lifecycle: {replaceOnChange: [u]}, properties: {size: 1}}",
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}\n"
                        + "  v: {type: test.key, properties: {zone: \"${u.arn}\"}}");
        for (var user : users) {
            world = new World(folder.resolve("users" + users.indexOf(user)));
            apply(a(1), kept(1), user);
            world.cloud.before(request -> {
                if (request.toString().equals("update b")) {
                    world.cloud.drift("key-1", "revision", Value.of(0));
                }
            });
            var before = world.cloud.thing("key-1").orElseThrow().properties().get("revision");
            var spec = spec(a(2), kept(2), user);
            apply(spec);

            assertThat(world.cloud.thing("key-1").orElseThrow().properties().get("revision"))
                    .isEqualTo(before);
            assertThat(world.cloud.changes()).containsExactly("update a", "update b");
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void whatFollowsALateReplacementIsReplacedToo() {
        for (var use : List.of(
                "lifecycle: {replaceOnChange: [u]}, properties: {size: 1}",
                "lifecycle: {replaceOnChange: [u.arn]}, properties: {size: 1}",
                "properties: {zone: \"${u.arn}\"}")) {
            world = new World(folder.resolve("use" + use.length()));
            var users =
                    "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}\n  v: {type: test.key, " + use + "}";
            apply(a(1), kept(1), users);
            var spec = spec(a(2), kept(2), users);
            apply(spec);

            assertThat(world.cloud.changes())
                    .containsExactly("update a", "update b", "delete u", "create u", "delete v", "create v");
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void aLateReplacementThatIsRefusedLeavesTheObject() {
        var user = "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}";
        apply(a(1), kept(1), user);
        world.cloud.fail("delete u", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck."));
        var outcome = world.applyOrRollBack(spec(a(2), kept(2), user)).outcome();

        assertThat(outcome.failed().values())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("Deleting `u`"));
        assertThat(outcome.rollback().orElseThrow().complete()).isTrue();
        assertThat(world.plan(spec(a(1), kept(1), "")).changes()).noneMatch(Change.Create.class::isInstance);
        assertThat(world.cloud.things()).hasSize(3);
    }

    @Test
    void aLateReplacementOfAnObjectInUseIsMadeByTheNextRun() {
        var users = "u: {type: test.thing, properties: {name: u, zone: \"r${b.revision}\"}}\n"
                + "  v: {type: test.thing, properties: {name: v, zone: \"${u.arn}\", uses: [\"${u.name}\"]}}";
        apply(a(1), kept(1), users);
        var spec = spec(a(2), kept(2), users);
        assertThat(world.apply(spec).outcome().failed().keySet())
                .extracting(Change::address)
                .containsExactly(Address.resource("u"));
        assertThat(world.cloud.things()).containsOnlyKeys("a", "key-1", "u", "v");

        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("delete v", "delete u", "create u", "create v");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aRunWithALateReplacementMayEndAnywhere() {
        for (var use : List.of(
                "lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}",
                "lifecycle: {createBeforeDestroy: true}, properties: {zone: \"r${b.revision}\"}",
                "properties: {zone: \"r${b.revision}\"}")) {
            var user = "u: {type: test.key, " + use + "}";
            var spec = spec(a(2), kept(2), user);
            everywhere("late" + use.length(), crash -> {
                apply(a(1), kept(1), user);
                world.applyUntil(crash, spec);

                apply(spec);
                assertThat(world.cloud.things()).containsOnlyKeys("a", "key-1", "key-3");
                assertThat(world.plan(spec).hasChanges()).isFalse();
            });
        }
    }

    @Test
    void replaceOnChangeFollowsAnObjectThatMayBeReplaced() {
        var user = "k: {type: test.key, lifecycle: {replaceOnChange: [b.arn, b]}, properties: {size: 1}}";
        for (var zone : List.of(SAME, OTHER)) {
            world = new World(folder.resolve(zone.equals(SAME) ? "same" : "other"));
            apply(a(1), b(zone, false), user);
            var spec = spec(a(2), b(zone, false), user);
            conditional(world.plan(spec), "k");

            apply(spec);
            assertThat(world.cloud.changes())
                    .containsExactlyElementsOf(
                            zone.equals(SAME)
                                    ? List.of("update a")
                                    : List.of("update a", "delete k", "delete b", "create b", "create k"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void theOutputOfWhatIsReplacedOrNewIsCertainToDiffer() {
        var user = "b: {type: test.key, properties: {zone: \"${%s.arn}\"}}";
        apply(a(1), user.formatted("a"));
        var replaced = spec("a: {type: test.thing, properties: {name: a, zone: new}}", user.formatted("a"));
        assertThat(replacement(world.plan(replaced), "b").isConditional()).isFalse();
        var created = spec(a(1), "c: {type: test.thing, properties: {name: c}}", user.formatted("c"));
        assertThat(replacement(world.plan(created), "b").isConditional()).isFalse();
    }

    @Test
    void theOutputOfWhatIsMadeAgainMayBeTheSame() {
        var user = "b: {type: test.key, properties: {zone: \"${a.arn}\"}}";
        apply(a(1), user);
        world.cloud.vanish("a");
        var spec = spec(a(1), user);
        conditional(world.plan(spec), "b");

        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("create a");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatIsProtectedStaysAsLongAsNothingDiffers() {
        apply(a(1), b(SAME, true));
        var plan = world.plan(spec(a(2), b(SAME, true)));
        assertThat(plan.forbidden()).isEmpty();
        assertThat(plan.changes()).noneMatch(Change.Replace.class::isInstance);
        apply(a(2), b(SAME, true));
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(spec(a(2), b(SAME, true))).hasChanges()).isFalse();
    }

    @Test
    void whatIsProtectedIsLeftAloneWhereAValueDiffers() {
        apply(a(1), b(OTHER, true));
        var outcome = world.apply(spec(a(2), b(OTHER, true))).outcome();
        assertThat(outcome.failed().values()).extracting(Diagnostic::code).containsExactly("SP0590");
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(spec(a(2), b(OTHER, true))).forbidden())
                .extracting(Diagnostic::code)
                .containsExactly("SP0524");
    }

    @Test
    void aLocalAndALiteralPartMakeNoDifference() {
        var rest = HEAD.replace("resources:", "locals: {place: \"x-${data.look.arn}\"}\nresources:");
        var block = "b: {type: test.thing, properties: {name: b, zone: \"${locals.place}-y\"}}";
        apply(rest + "  " + a(1) + "\n  " + block + "\n");
        var spec = rest + "  " + a(2) + "\n  " + block + "\n";
        conditional(world.plan(spec), "b");
        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("update a");
    }

    @Test
    void instancesAreDecidedAboutEachForItself() {
        var each = "b: {type: test.thing, forEach: [x, y], properties: {name: \"b-${each.key}\","
                + " zone: \"${each.key == 'x' ? string(data.look.size) : data.look.arn}\"}}";
        apply(a(1), each);
        var spec = spec(a(2), each);
        apply(spec);
        assertThat(world.cloud.changes()).containsExactly("update a", "delete b[\"x\"]", "create b[\"x\"]");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aTargetDecidesTheSame() {
        apply(a(1), b(SAME, false), "c: {type: test.thing, properties: {name: c}}");
        var spec = spec(a(2), b(SAME, false), "c: {type: test.thing, properties: {name: c, size: 4}}");
        var run = world.run(spec, PlanOptions.APPLY.targeting(List.of(Address.resource("b"))));
        assertThat(run.outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("update a");
    }

    @Test
    void withoutARefreshTheDecisionIsTheSame() {
        apply(a(1), b(SAME, false));
        assertThat(world.run(spec(a(2), b(SAME, false)), PlanOptions.APPLY.withoutRefresh())
                        .outcome()
                        .succeeded())
                .isTrue();
        assertThat(world.cloud.changes()).containsExactly("update a");
    }

    @Test
    void aMovedBlockIsDecidedAboutToo() {
        apply(a(1), b(SAME, false));
        var moved = spec(a(2), "c: {type: test.thing, moved: [b], properties: {name: b, zone: " + SAME + "}}");
        apply(moved);
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(moved).hasChanges()).isFalse();
    }

    @Test
    void whatHasChangedSinceThePlanIsLeftAlone() {
        apply(a(1), b(OTHER, false));
        world.cloud.before(request -> {
            if (request.operation().equals("update")) {
                world.cloud.drift("b", "zone", Value.of("moved"));
            }
        });
        var outcome = world.apply(spec(a(2), b(OTHER, false))).outcome();
        assertThat(outcome.failed().values()).extracting(Diagnostic::code).containsExactly("SP0607");
        assertThat(world.cloud.things()).containsKey("b");
    }

    @Test
    void theOutcomeSaysWhatWasDone() {
        apply(a(1), b(SAME, false));
        assertThat(world.apply(spec(a(2), b(SAME, false))).outcome().done())
                .filteredOn(change -> !(change instanceof Change.NoOp))
                .singleElement()
                .isInstanceOf(Change.Update.class);

        apply(a(2), b(OTHER, false));
        assertThat(world.apply(spec(a(3), b(OTHER, false))).outcome().done())
                .anyMatch(Change.Replace.class::isInstance);
    }

    @Test
    void aSavedPlanKeepsTheCondition() {
        apply(a(1), b(SAME, false));
        var here = new Provenance("1", false, Map.of());
        var plan = world.plan(spec(a(2), b(SAME, false)));
        var saved = SavedPlan.of(plan, here);
        assertThat(saved.verify(world.plan(spec(a(2), b(SAME, false))), here)).isEmpty();
        assertThat(saved.preview().changes())
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Replace.class,
                                replace -> assertThat(replace.isConditional()).isTrue()));
        assertThat(saved.preview().counts().conditional()).isEqualTo(1);
    }

    @Test
    void aRollbackTakesBackWhatWasDecided() {
        var user = "z: {type: test.thing, properties: {name: z, comment: \"${b.arn}\"}}";
        for (var zone : List.of(SAME, OTHER)) {
            world = new World(folder.resolve(zone.equals(SAME) ? "same" : "other"));
            var key = "b: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: " + zone + "}}";
            apply(a(1), key);
            world.cloud.fail("create z", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck."));
            var outcome = world.applyOrRollBack(spec(a(2), key, user)).outcome();
            assertThat(outcome.rollback().orElseThrow().complete()).isTrue();
            assertThat(outcome.rollback().orElseThrow().undone())
                    .hasSize(zone.equals(SAME) ? 1 : 2)
                    .noneMatch(change -> change instanceof Change.Replace replace && replace.isConditional());
            assertThat(world.cloud.things()).containsOnlyKeys("a", "key-1");
            assertThat(world.cloud.thing("a").orElseThrow().properties().get("size"))
                    .contains(Value.of(1));
        }
    }

    @Test
    void aRunMayEndAnywhere() {
        var user = "u: {type: test.thing, properties: {name: u, zone: \"${b.arn}\", uses: [\"${b.name}\"]}}";
        for (var attribute : List.of("size", "arn")) {
            var named = "b: {type: test.thing, properties: {name: \"b-${data.look." + attribute + "}\"}}";
            var spec = spec(a(2), named, user);
            everywhere(attribute, crash -> {
                apply(a(1), named, user);
                world.applyUntil(crash, spec);

                apply(spec);
                assertThat(world.cloud.things())
                        .containsOnlyKeys("a", "u", attribute.equals("size") ? "b-2" : "b-arn:a");
                assertThat(world.plan(spec).hasChanges()).isFalse();
            });
        }
    }

    /** Once for each boundary of the run that the crash ends. */
    private void everywhere(String name, Consumer<Crash> story) {
        var crashed = true;
        for (var boundary = 1; crashed; boundary++) {
            world = new World(folder.resolve(name + boundary));
            var crash = Crash.throwing(boundary);
            story.accept(crash);
            crashed = crash.happened();
        }
    }

    private static String a(int size) {
        return "a: {type: test.thing, properties: {name: a, size: " + size + "}}";
    }

    private static String b(String zone, boolean guarded) {
        return "b: {type: test.thing, lifecycle: {preventDestroy: " + guarded + "}, properties: {name: b, zone: " + zone
                + "}}";
    }

    private Change.Replace conditional(Plan plan, String name) {
        var replace = replacement(plan, name);
        assertThat(replace.isConditional()).isTrue();
        return replace;
    }

    private static Change.Replace replacement(Plan plan, String name) {
        return plan.changes().stream()
                .map(Change::effect)
                .filter(change -> change.address().equals(Address.resource(name)))
                .filter(Change.Replace.class::isInstance)
                .map(Change.Replace.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** The changing calls and the reads of data sources. */
    private List<String> requests() {
        return world.cloud.requests().stream()
                .map(Object::toString)
                .filter(request -> !request.startsWith("find")
                        && (!request.startsWith("read") || request.startsWith("read data.")))
                .toList();
    }

    private void apply(String... blocks) {
        var spec = blocks.length == 1 ? blocks[0] : spec(blocks);
        var outcome = world.apply(spec).outcome();
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.succeeded()).isTrue();
    }

    private static String spec(String... blocks) {
        return HEAD + "  " + String.join("\n  ", blocks) + "\n";
    }
}
