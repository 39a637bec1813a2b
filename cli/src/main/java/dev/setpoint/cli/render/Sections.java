package dev.setpoint.cli.render;

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
final class Sections {

    private record Step(Section.Form form, Weight weight) {}

    /** In the order in which they are taken, as long as there is too little room. */
    private static final List<Step> STEPS = List.of(
            new Step(Section.Form.BRIEF, Weight.CREATION),
            new Step(Section.Form.BRIEF, Weight.TAGS),
            new Step(Section.Form.COUNTED, Weight.CREATION),
            new Step(Section.Form.COUNTED, Weight.TAGS),
            new Step(Section.Form.TALLIED, Weight.CREATION),
            new Step(Section.Form.TALLIED, Weight.TAGS),
            new Step(Section.Form.BRIEF, Weight.UPDATE),
            new Step(Section.Form.COUNTED, Weight.UPDATE),
            new Step(Section.Form.TALLIED, Weight.UPDATE),
            new Step(Section.Form.BRIEF, Weight.POLICY),
            new Step(Section.Form.BRIEF, Weight.DESTRUCTION),
            new Step(Section.Form.COUNTED, Weight.POLICY),
            new Step(Section.Form.COUNTED, Weight.DESTRUCTION),
            new Step(Section.Form.TALLIED, Weight.POLICY),
            new Step(Section.Form.TALLIED, Weight.DESTRUCTION));

    private static final String SHORTENED = "To keep within the length of a comment, these are only named. Run"
            + " `setpoint plan` to see what changes:\n\n";

    private static final String COUNTED = "And these are only counted:\n\n";

    private final List<Section> sections;
    private final Section.Form[] forms;
    private boolean types = true;

    private Sections(List<Section> sections) {
        this.sections = sections;
        this.forms = new Section.Form[sections.size()];
        Arrays.fill(forms, Section.Form.FULL);
    }

    static String within(int room, List<Section> sections) {
        var fitted = new Sections(sections);
        fitted.fit(room);
        return fitted.page();
    }

    private void fit(int room) {
        for (var step : STEPS) {
            var missing = page().length() - room;
            // How long counts are depends on how many have something in common: they are made of all at once.
            while (missing > 0 && shorten(step, step.form() == Section.Form.BRIEF ? missing : Integer.MAX_VALUE)) {
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
        inForm(Section.Form.FULL).forEach(section -> page.append(section.full()));
        var brief = byWeight(Section.Form.BRIEF);
        if (!brief.isEmpty()) {
            page.append(SHORTENED);
            brief.forEach(section -> page.append(section.brief()));
            page.append('\n');
        }
        var counted = new ArrayList<>(counts(byWeight(Section.Form.COUNTED), Sections::blockOf));
        counted.addAll(counts(byWeight(Section.Form.TALLIED), types ? Announcement::type : _ -> ""));
        if (!counted.isEmpty()) {
            page.append(COUNTED);
            counted.forEach(page::append);
            page.append('\n');
        }
        return page.toString();
    }

    private List<Section> inForm(Section.Form form) {
        return IntStream.range(0, forms.length)
                .filter(i -> forms[i] == form)
                .mapToObj(sections::get)
                .toList();
    }

    /** The sections that matter most come first. */
    private List<Section> byWeight(Section.Form form) {
        return inForm(form).stream()
                .sorted(Comparator.comparing(Section::weight).reversed())
                .toList();
    }

    /** @param grouping what those have in common that are counted together, beside what is done to them */
    private static List<String> counts(List<Section> counted, Function<Change, String> grouping) {
        var groups = counted.stream()
                .flatMap(section -> section.changes().stream())
                .collect(Collectors.groupingBy(
                        change -> List.of(Announcement.symbol(change), verb(change), grouping.apply(change)),
                        LinkedHashMap::new,
                        Collectors.counting()));
        var lines = new ArrayList<String>();
        groups.forEach((what, count) -> lines.add("- %s %s%s %s\n"
                .formatted(
                        Markdown.code(what.get(0)),
                        count,
                        what.get(2).isEmpty() ? "" : " of " + Markdown.code(what.get(2)),
                        what.get(1))));
        counted.stream().filter(section -> section.changes().isEmpty()).forEach(section -> lines.add(section.brief()));
        return lines;
    }

    private static String blockOf(Change change) {
        return change.address().block() + " (" + Announcement.type(change) + ")";
    }

    private static String verb(Change change) {
        var forbidden = change.isForbidden() ? "BLOCKED: to " : "to ";
        return forbidden
                + GraphText.word(change)
                + change.followUp().map(then -> " and " + GraphText.word(then)).orElse("")
                + (Losses.sentences(change).isEmpty()
                        ? ""
                        : Losses.depend(List.of(change)) ? ", which may destroy data" : ", which destroys data");
    }
}
