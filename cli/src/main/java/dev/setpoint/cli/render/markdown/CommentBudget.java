package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.ChangeHeading;
import dev.setpoint.cli.render.model.ChangeVerb;
import dev.setpoint.cli.render.model.DataLosses;
import dev.setpoint.cli.render.model.Importance;
import dev.setpoint.engine.plan.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sections brought within a length. What matters least gives way first: to a line each, then to counts. Nothing
 * vanishes: what is not shown whole is named, and where there is no room for names it is counted.
 */
final class CommentBudget {

    private record Step(CommentSection.Form form, Importance weight) {}

    /** Steps in order, taken as long as the comment is too long. */
    private static final List<Step> STEPS = List.of(
            new Step(CommentSection.Form.BRIEF, Importance.CREATION),
            new Step(CommentSection.Form.BRIEF, Importance.TAGS),
            new Step(CommentSection.Form.COUNTED, Importance.CREATION),
            new Step(CommentSection.Form.COUNTED, Importance.TAGS),
            new Step(CommentSection.Form.TALLIED, Importance.CREATION),
            new Step(CommentSection.Form.TALLIED, Importance.TAGS),
            new Step(CommentSection.Form.BRIEF, Importance.UPDATE),
            new Step(CommentSection.Form.COUNTED, Importance.UPDATE),
            new Step(CommentSection.Form.TALLIED, Importance.UPDATE),
            new Step(CommentSection.Form.BRIEF, Importance.POLICY),
            new Step(CommentSection.Form.BRIEF, Importance.DESTRUCTION),
            new Step(CommentSection.Form.COUNTED, Importance.POLICY),
            new Step(CommentSection.Form.COUNTED, Importance.DESTRUCTION),
            new Step(CommentSection.Form.TALLIED, Importance.POLICY),
            new Step(CommentSection.Form.TALLIED, Importance.DESTRUCTION));

    private static final String SHORTENED =
            "A comment has limited length, so these are only named. Run `setpoint plan` to see what changes:\n\n";

    private static final String COUNTED = "These are only counted:\n\n";

    private final List<CommentSection> sections;
    private final CommentSection.Form[] forms;
    private boolean types = true;

    private CommentBudget(List<CommentSection> sections) {
        this.sections = sections;
        this.forms = new CommentSection.Form[sections.size()];
        Arrays.fill(forms, CommentSection.Form.FULL);
    }

    static String within(int room, List<CommentSection> sections) {
        var fitted = new CommentBudget(sections);
        fitted.fit(room);
        return fitted.page();
    }

    private void fit(int room) {
        for (var step : STEPS) {
            var missing = page().length() - room;
            // How long counts are depends on how many have something in common: they are made of all at once.
            while (missing > 0
                    && shorten(step, step.form() == CommentSection.Form.BRIEF ? missing : Integer.MAX_VALUE)) {
                missing = page().length() - room;
            }
        }
        // There are more types than there is room for.
        types = page().length() <= room;
    }

    /**
     * The last first, until so much is gained; what is said before the lines and counts takes some of it again.
     *
     * @return whether there was something to shorten
     */
    private boolean shorten(Step step, int missing) {
        var gained = 0;
        var any = false;
        for (var i = sections.size() - 1; i >= 0 && gained < missing; i--) {
            if (sections.get(i).weight() == step.weight() && forms[i].compareTo(step.form()) < 0) {
                gained += length(i);
                forms[i] = step.form();
                gained -= length(i);
                any = true;
            }
        }
        return any;
    }

    private int length(int place) {
        return switch (forms[place]) {
            case FULL -> sections.get(place).full().length();
            case BRIEF -> sections.get(place).brief().length();
            case COUNTED, TALLIED -> 0;
        };
    }

    private String page() {
        var page = new StringBuilder();
        inForm(CommentSection.Form.FULL).forEach(section -> page.append(section.full()));
        var brief = byWeight(CommentSection.Form.BRIEF);
        if (!brief.isEmpty()) {
            page.append(SHORTENED);
            brief.forEach(section -> page.append(section.brief()));
            page.append('\n');
        }
        var counted = new ArrayList<>(counts(byWeight(CommentSection.Form.COUNTED), CommentBudget::blockOf));
        counted.addAll(counts(byWeight(CommentSection.Form.TALLIED), types ? ChangeHeading::type : _ -> ""));
        if (!counted.isEmpty()) {
            page.append(COUNTED);
            counted.forEach(page::append);
            page.append('\n');
        }
        return page.toString();
    }

    private List<CommentSection> inForm(CommentSection.Form form) {
        return IntStream.range(0, forms.length)
                .filter(i -> forms[i] == form)
                .mapToObj(sections::get)
                .toList();
    }

    /** The sections that matter most come first. */
    private List<CommentSection> byWeight(CommentSection.Form form) {
        return inForm(form).stream()
                .sorted(Comparator.comparing(CommentSection::weight).reversed())
                .toList();
    }

    /** @param grouping what those have in common that are counted together, beside what is done to them */
    private static List<String> counts(List<CommentSection> counted, Function<Change, String> grouping) {
        var groups = counted.stream()
                .flatMap(section -> section.changes().stream())
                .collect(Collectors.groupingBy(
                        change -> List.of(ChangeHeading.symbol(change), verb(change), grouping.apply(change)),
                        LinkedHashMap::new,
                        Collectors.counting()));
        var lines = new ArrayList<String>();
        groups.forEach((what, count) -> lines.add("- %s %s%s %s\n"
                .formatted(
                        MarkdownText.code(what.get(0)),
                        count,
                        what.get(2).isEmpty() ? "" : " of " + MarkdownText.code(what.get(2)),
                        what.get(1))));
        counted.stream().filter(section -> section.changes().isEmpty()).forEach(section -> lines.add(section.brief()));
        return lines;
    }

    private static String blockOf(Change change) {
        return change.address().block() + " (" + ChangeHeading.type(change) + ")";
    }

    private static String verb(Change change) {
        var forbidden = change.isForbidden() ? "BLOCKED: to " : "to ";
        return forbidden
                + ChangeVerb.of(change).infinitive()
                + change.followUp()
                        .map(then -> " and " + ChangeVerb.of(then).infinitive())
                        .orElse("")
                + (change.dataLoss().isEmpty()
                        ? ""
                        : DataLosses.isCertain(change) ? ", which destroys data" : ", which may destroy data");
    }
}
