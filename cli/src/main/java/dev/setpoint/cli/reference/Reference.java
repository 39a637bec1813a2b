package dev.setpoint.cli.reference;

import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.explanation.Explanations;
import dev.setpoint.engine.schema.SchemaFiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** All pages of the reference, made from the schemas, the functions, the language page and the explanations. */
public final class Reference {

    private final List<Page> pages;

    private Reference(List<Page> pages) {
        this.pages = pages;
    }

    /** Reads what the distribution holds. */
    public static Reference bundled() {
        var schemas = SchemaFiles.bundled();
        return new Reference(Stream.of(
                        TypePages.resources(schemas),
                        TypePages.data(schemas),
                        FunctionPages.all(),
                        LanguagePages.of(schemas.text("docs/language.md").orElse("")),
                        DiagnosticPages.of(Explanations.bundled()))
                .flatMap(List::stream)
                .toList());
    }

    /** All pages, by chapter. */
    public List<Page> all() {
        return pages;
    }

    public List<Page> of(Chapter chapter) {
        return pages.stream().filter(page -> page.chapter() == chapter).toList();
    }

    /**
     * Finds the page of this name, whatever its case; else the only page that has the text in its name. A page of
     * diagnostics is meant only when no other page has it.
     */
    public Optional<Page> find(String written) {
        var wanted = written.strip().toLowerCase(Locale.ROOT);
        var exact = pages.stream()
                .filter(page -> page.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
        return exact.or(() -> only(having(wanted)));
    }

    private static Optional<Page> only(List<Page> found) {
        var described = found.stream()
                .filter(page -> page.chapter() != Chapter.DIAGNOSTICS)
                .toList();
        var meant = described.isEmpty() ? found : described;
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private List<Page> having(String wanted) {
        return wanted.isEmpty()
                ? List.of()
                : pages.stream()
                        .filter(page -> page.name().toLowerCase(Locale.ROOT).contains(wanted))
                        .toList();
    }

    /** Pages that may be meant by a name that no page has: those that contain it, else the nearest spelling. */
    public List<String> near(String written) {
        var names = pages.stream().map(Page::name).toList();
        var containing = having(written.strip().toLowerCase(Locale.ROOT)).stream()
                .map(Page::name)
                .limit(5)
                .toList();
        return containing.isEmpty() ? Nearest.to(written, names).stream().toList() : containing;
    }
}
