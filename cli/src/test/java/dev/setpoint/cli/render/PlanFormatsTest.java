package dev.setpoint.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.setpoint.cli.render.markdown.PlanMarkdown;
import dev.setpoint.cli.render.model.Importance;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.render.text.PlanText;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Counts, addresses and losses of a plan are the same as text, as Markdown and as JSON, and the same again when it is
 * read back from a file. {@code -Dfuzz.seed=N -Dfuzz.rounds=N} tries other plans, and more of them.
 */
class PlanFormatsTest {

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 300);

    private static final PlanOrigin HERE = new PlanOrigin("1", false, Map.of());
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new SchemaFiles().text("plan.schema.json").orElseThrow());

    private static final Pattern ONE =
            Pattern.compile("^(.*?) ((?:r\\d+|many\\[\"[^\"]*\"])) \\((?:aws|core)\\..*", Pattern.DOTALL);
    private static final Pattern MANY = Pattern.compile("^(.*?) (\\d+) instances of many \\(.*", Pattern.DOTALL);
    private static final Pattern NAMES = Pattern.compile("\\(\\d+ like this[^)]*\\)");
    private static final Pattern INSTANCE = Pattern.compile("many\\[\"[^\"]*\"]");

    /** One entry of a plan: the symbol, whom it is about, and what it destroys. */
    private record Entry(String symbol, String address, Set<String> losses) {}

    @Test
    void everyFormatShowsTheSameChanges() {
        for (var round = 0; round < ROUNDS; round++) {
            var plan = RandomPlans.of(new Random(SEED * 1_000_003 + round));
            try {
                check(plan);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dfuzz.seed=" + SEED + ", round " + round, e);
            }
        }
    }

    private static void check(Plan plan) {
        var saved = SavedPlan.of(plan, HERE);
        var json = (Value.Map) Json.read(saved.text());
        var preview = Preview.of(plan);
        var text = text(preview);
        var markdown = markdown(preview);

        assertThat(SCHEMA.validate(saved.text(), InputFormat.JSON)).isEmpty();
        var entries = entries(json);
        assertThat(entries(Stream.of(text.split("\n\n")).filter(part -> !part.startsWith("Outputs"))))
                .as(text)
                .containsExactlyInAnyOrderElementsOf(entries);
        assertThat(entries(sections(markdown))).as(markdown).containsExactlyInAnyOrderElementsOf(entries);
        counts(json, text, markdown);
        losses(json, text, markdown);

        var read = read(saved).preview();
        assertThat(text(read)).isEqualTo(text);
        assertThat(markdown(read)).isEqualTo(markdown);
        assertThat(read.changes())
                .map(Importance::of)
                .isEqualTo(preview.changes().stream().map(Importance::of).toList());
    }

    private static SavedPlan read(SavedPlan saved) {
        return SavedPlan.read("it", saved.text())
                .fold(
                        problems -> {
                            throw new AssertionError(problems.toString());
                        },
                        plan -> plan);
    }

    private static String text(Preview plan) {
        return new PlanText(new Style(false, 100_000)).render(PlanModel.of(plan));
    }

    private static String markdown(Preview plan) {
        return new PlanMarkdown(10_000_000).render(PlanModel.of(plan), List.of());
    }

    private static List<Value.Map> changes(Value.Map json) {
        return json.list("changes").stream().map(Value.Map.class::cast).toList();
    }

    private static Set<String> sentences(Value.Map change) {
        return change.list("dataLoss").stream()
                .map(sentence -> ((Value.Str) sentence).value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Entry> entries(Value.Map json) {
        return changes(json).stream()
                .map(change -> new Entry(
                        (change.has("forbidden") ? "✗ " : "") + symbol(change),
                        change.string("address").orElseThrow(),
                        sentences(change)))
                .toList();
    }

    private static String symbol(Value.Map change) {
        var then = change.map("then");
        var also = !change.has("then") || then.string("action").equals(Optional.of("none")) ? "" : " " + symbol(then);
        return switch (change.string("action").orElseThrow()) {
            case "create" -> "+";
            case "update" -> "~";
            case "replace" ->
                (change.string("order").orElseThrow().equals("create-first") ? "+/-" : "-/+")
                        + (change.bool("conditional").orElseThrow() ? "?" : "");
            case "delete" -> "-";
            case "forget" -> "x";
            case "refresh" -> "=";
            case "import", "restore" -> "<" + also;
            case "move" -> ">" + also;
            default -> " ";
        };
    }

    /** Entries of a page: headings, lines below them, and addresses of grouped instances. */
    private static List<Entry> entries(Stream<String> parts) {
        var entries = new ArrayList<Entry>();
        parts.forEach(part -> {
            var losses = Stream.concat(RandomPlans.LOSSES.stream(), RandomPlans.FOUND.stream())
                    .filter(sentence ->
                            part.lines().anyMatch(line -> line.matches("\\s*! +" + Pattern.quote(sentence))))
                    .collect(Collectors.toCollection(TreeSet::new));
            var many = MANY.matcher(part);
            var one = ONE.matcher(part);
            if (many.matches()) {
                var names = NAMES.matcher(part);
                assertThat(names.find()).isTrue();
                var instances = INSTANCE.matcher(names.group())
                        .results()
                        .map(match -> match.group())
                        .toList();
                assertThat(instances).hasSize(Integer.parseInt(many.group(2)));
                instances.forEach(name -> entries.add(new Entry(many.group(1), name, losses)));
            } else if (one.matches()) {
                entries.add(new Entry(one.group(1), one.group(2), losses));
            }
        });
        return entries;
    }

    private static Stream<String> sections(String markdown) {
        return Pattern.compile("<details><summary><code>(.*?)</code>(.*?)</details>", Pattern.DOTALL)
                .matcher(markdown)
                .results()
                .map(match -> unescaped(match.group(1) + match.group(2)));
    }

    private static String unescaped(String html) {
        var heading = html.substring(0, html.indexOf("</summary>"));
        return heading.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&")
                + html.substring(heading.length());
    }

    private static void counts(Value.Map json, String text, String markdown) {
        var counts = json.map("counts");
        for (var action : List.of("create", "update", "replace", "delete", "forget", "refresh")) {
            assertThat(counts.integer(action)).as(action).contains((int) changes(json).stream()
                    .filter(change -> effect(change).equals(action))
                    .count());
        }
        for (var action : List.of("import", "restore", "move")) {
            assertThat(counts.integer(action)).as(action).contains((int) changes(json).stream()
                    .filter(change -> change.string("action").orElseThrow().equals(action))
                    .count());
        }
        assertThat(counts.integer("forbidden")).contains((int)
                changes(json).stream().filter(change -> change.has("forbidden")).count());
        var sentence = Pattern.compile("(?m)^Plan: (.*)\\.$").matcher(text);
        if (sentence.find()) {
            assertThat(markdown).contains("**" + sentence.group(1) + ".**");
            numbers(counts).forEach(part -> assertThat(sentence.group(1)).contains(part));
        } else {
            assertThat(changes(json)).isEmpty();
            assertThat(markdown).contains("**No changes.**");
        }
    }

    /** The line of the counts that a person reads. */
    private static List<String> numbers(Value.Map counts) {
        var parts = new ArrayList<String>();
        parts.add(counts.integer("unchanged").orElseThrow() + " unchanged");
        if (counts.integer("refresh").orElseThrow() > 0) {
            parts.add(counts.integer("refresh").orElseThrow() + " to update in the state");
            return parts;
        }
        for (var action : List.of("create", "update", "replace", "delete", "import", "restore", "move", "forget")) {
            var count = counts.integer(action).orElseThrow();
            if (count > 0) {
                parts.add(count + " to " + action);
            }
        }
        return parts;
    }

    private static String effect(Value.Map change) {
        return change.has("then")
                ? effect(change.map("then"))
                : change.string("action").orElseThrow();
    }

    private static void losses(Value.Map json, String text, String markdown) {
        var losing = changes(json).stream()
                .filter(change -> !change.has("forbidden") && !sentences(change).isEmpty())
                .toList();
        var number = Pattern.compile("(?m)^(One|\\d+) of these changes (?:may )?destroys? data")
                .matcher(text);
        assertThat(number.find()).isEqualTo(!losing.isEmpty());
        if (!losing.isEmpty()) {
            assertThat(number.group(1)).isEqualTo(losing.size() == 1 ? "One" : String.valueOf(losing.size()));
        }
        var notice = Pattern.compile("(?m)^> This (?:may destroy|destroys) data:\\n((?:> - .*\\n)*)")
                .matcher(markdown);
        assertThat(notice.find()).isEqualTo(!losing.isEmpty());
        if (!losing.isEmpty()) {
            var names = Pattern.compile("`([^`]*)`(?=[,:])").matcher(notice.group(1));
            assertThat(names.results().map(match -> match.group(1)))
                    .containsExactlyInAnyOrderElementsOf(losing.stream()
                            .map(change -> change.string("address").orElseThrow())
                            .toList());
        }
    }
}
