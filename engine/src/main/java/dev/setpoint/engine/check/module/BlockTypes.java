package dev.setpoint.engine.check.module;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types that blocks name. */
final class BlockTypes {

    private final SchemaCatalog catalog;
    private final CheckProblems problems;

    BlockTypes(SchemaCatalog catalog, CheckProblems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    /** The type of each block of a section; empty where it is not known, which is reported. */
    Map<String, Optional<TypeSchema>> of(Node.Mapping section, TypeSchema.Kind kind) {
        var types = new LinkedHashMap<String, Optional<TypeSchema>>();
        section.entries().forEach((name, entry) -> types.put(name, type(entry.value(), kind)));
        return types;
    }

    private Optional<TypeSchema> type(Node block, TypeSchema.Kind kind) {
        var written = block instanceof Node.Mapping mapping
                ? YamlMembers.text(mapping, "type")
                : Optional.<Node.Scalar>empty();
        if (written.isEmpty() || written.get().text().contains("${")) {
            return Optional.empty();
        }
        var text = written.get().text();
        var name = new TypeName(text);
        var type = catalog.find(name, kind);
        if (type.isEmpty()) {
            var isData = kind == TypeSchema.Kind.DATA;
            if (catalog.find(name, isData ? TypeSchema.Kind.RESOURCE : TypeSchema.Kind.DATA)
                    .isPresent()) {
                problems.error(
                        "SP0216",
                        written.get().span(),
                        isData
                                ? "`" + text + "` is a resource type; it belongs under `resources`."
                                : "`" + text + "` is a data source; it belongs under `data`.");
            } else {
                var all = catalog.names(kind).stream().map(TypeName::text).toList();
                problems.add(Diagnostic.error("SP0215", written.get().span(), "There is no type `" + text + "`.")
                        .hint(Nearest.hint(text, all).or(() -> similar(text, all))));
            }
        }
        return type;
    }

    /** Types that end alike: {@code aws.s3.Bucket}, {@code s3.bucket}. */
    private static Optional<String> similar(String text, List<String> all) {
        var last = text.substring(text.lastIndexOf('.') + 1);
        return all.stream()
                .filter(name -> name.endsWith("." + last))
                .findFirst()
                .map("Did you mean `%s`?"::formatted);
    }
}
