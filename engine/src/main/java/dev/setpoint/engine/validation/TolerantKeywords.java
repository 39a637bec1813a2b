package dev.setpoint.engine.validation;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.DialectId;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import dev.setpoint.engine.validation.ValidationRun.Question;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The validator's keywords of JSON Schema 2020-12 that Setpoint's schemas may use, each with what a value not yet
 * known means to it. Those that look into a value are left undecided where there is none yet. Every other keyword is an annotation.
 */
final class TolerantKeywords {

    private static final List<KeywordType> PLAIN = List.of(
            KeywordType.TYPE,
            KeywordType.PATTERN,
            KeywordType.MIN_LENGTH,
            KeywordType.MAX_LENGTH,
            KeywordType.MINIMUM,
            KeywordType.MAXIMUM,
            KeywordType.EXCLUSIVE_MINIMUM,
            KeywordType.EXCLUSIVE_MAXIMUM,
            KeywordType.MULTIPLE_OF,
            KeywordType.MIN_ITEMS,
            KeywordType.MAX_ITEMS,
            KeywordType.CONTAINS,
            KeywordType.ITEMS,
            KeywordType.MIN_PROPERTIES,
            KeywordType.MAX_PROPERTIES,
            KeywordType.REQUIRED,
            KeywordType.DEPENDENT_REQUIRED,
            KeywordType.PROPERTIES,
            KeywordType.PATTERN_PROPERTIES,
            KeywordType.ADDITIONAL_PROPERTIES,
            KeywordType.PROPERTY_NAMES);

    static final Dialect DIALECT = dialect();

    private TolerantKeywords() {}

    private static Dialect dialect() {
        var builder = Dialect.builder(DialectId.DRAFT_2020_12)
                .specificationVersion(SpecificationVersion.DRAFT_2020_12)
                .idKeyword("$id")
                .unknownKeywordFactory((_, _) -> null);
        PLAIN.forEach(type -> builder.keyword(new Guarded(type, TolerantKeywords::known)));
        return builder.keyword(KeywordType.TRUE)
                .keyword(KeywordType.FALSE)
                .keyword(new Guarded(KeywordType.REF, Visit::apply))
                .keyword(new Guarded(KeywordType.ALL_OF, Visit::apply))
                .keyword(new Guarded(KeywordType.ENUM, TolerantKeywords::whole))
                .keyword(new Guarded(KeywordType.CONST, TolerantKeywords::whole))
                .keyword(new Guarded(KeywordType.UNIQUE_ITEMS, TolerantKeywords::unique))
                .keyword(new Guarded(KeywordType.NOT, TolerantKeywords::not))
                .keyword(new Guarded(KeywordType.ANY_OF, TolerantKeywords::anyOf))
                .keyword(new Guarded(KeywordType.ONE_OF, TolerantKeywords::oneOf))
                .keyword(new Condition())
                .keyword(new Output())
                .build();
    }

    private static void known(Visit visit) {
        if (JsonTrees.isUnknown(visit.node)) {
            visit.undecided();
        } else {
            visit.apply();
        }
    }

    /** A value is compared only when all of it is known. */
    private static void whole(Visit visit) {
        if (JsonTrees.isKnown(visit.node)) {
            visit.apply();
        } else {
            visit.undecided();
        }
    }

    /** Two values not yet known may come to differ; two references to the same thing cannot. */
    private static void unique(Visit visit) {
        visit.apply();
        if (!JsonTrees.isKnown(visit.node)) {
            visit.undecided();
        }
    }

    /**
     * Asks the opposite question: {@code not} is possible unless the schema is certain, and certain unless the schema
     * is possible.
     */
    private static void not(Visit visit) {
        visit.evaluation.addAll(visit.trial(visit.evaluation.question().opposite()));
    }

    private static void anyOf(Visit visit) {
        visit.evaluation.addAll(visit.likeliest(visit.trial(visit.evaluation.question())));
    }

    /** Decided when as many branches are certain to hold as may hold: none, one, or several. */
    private static void oneOf(Visit visit) {
        var possible = visit.trial(Question.POSSIBLE);
        if (!outcome(possible).equals(outcome(visit.trial(Question.CERTAIN)))) {
            visit.undecided();
        } else if (outcome(possible).equals("oneOf")) {
            visit.evaluation.addAll(visit.likeliest(possible));
        } else {
            possible.stream().limit(1).forEach(visit.evaluation::addError);
        }
    }

    private static String outcome(List<Error> errors) {
        return errors.isEmpty() ? "" : errors.getFirst().getMessageKey();
    }

    /** The way in which a keyword treats a value that is unknown or holds one. */
    private interface Manner {
        void apply(Visit visit);
    }

    /** A keyword at one value. */
    private record Visit(
            KeywordValidator rule, ValidationRun evaluation, JsonNode node, JsonNode root, NodePath place) {

        void apply() {
            rule.validate(evaluation, node, root, place);
        }

        List<Error> trial(Question asked) {
            return evaluation.trial(asked, this::apply);
        }

        void undecided() {
            evaluation.undecided(rule.getKeyword(), place);
        }

        /** Returns the errors of the branch with the fewest errors, which is most likely the one that was meant. */
        List<Error> likeliest(List<Error> errors) {
            var depth = evaluation.getEvaluationPath().getNameCount();
            return errors.stream()
                    .filter(error -> error.getEvaluationPath().getNameCount() > depth)
                    .collect(Collectors.groupingBy(
                            error -> error.getEvaluationPath().getName(depth), TreeMap::new, Collectors.toList()))
                    .values()
                    .stream()
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of());
        }
    }

    /** The validator's own keyword, applied in a manner of ours. */
    private record Guarded(KeywordType type, Manner manner) implements Keyword {

        @Override
        public String getValue() {
            return type.getValue();
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode written, Schema parent, SchemaContext context) {
            return new Guard(type.newValidator(location, written, parent, context), manner);
        }
    }

    /** {@code if}: neither branch applies while it is open which. */
    private record Condition() implements Keyword {

        @Override
        public String getValue() {
            return KeywordType.IF_THEN_ELSE.getValue();
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode written, Schema parent, SchemaContext context) {
            var test = context.newSchema(location, written, parent);
            return new Guard(KeywordType.IF_THEN_ELSE.newValidator(location, written, parent, context), visit -> {
                if (visit.evaluation.isOpen(test, visit.node, visit.root, visit.place)) {
                    visit.undecided();
                } else {
                    visit.apply();
                }
            });
        }
    }

    /** {@code readOnly}: set by nobody, not even to what is not known yet. */
    private record Output() implements Keyword {

        @Override
        public String getValue() {
            return KeywordType.READ_ONLY.getValue();
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode written, Schema parent, SchemaContext context) {
            var type = written.booleanValue(false) ? KeywordType.READ_ONLY : KeywordType.TRUE;
            return type.newValidator(location, written, parent, context);
        }
    }

    private record Guard(KeywordValidator rule, Manner manner) implements KeywordValidator {

        @Override
        public String getKeyword() {
            return rule.getKeyword();
        }

        @Override
        public SchemaLocation getSchemaLocation() {
            return rule.getSchemaLocation();
        }

        @Override
        public void preloadSchema() {
            rule.preloadSchema();
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            if (!(context instanceof ValidationRun evaluation)) {
                throw new IllegalArgumentException("These keywords need a ValidationRun.");
            }
            // Nothing else is worth saying of a value of the wrong type.
            if (evaluation.isOfWrongType(place)) {
                return;
            }
            manner.apply(new Visit(rule, evaluation, node, root, place));
        }
    }
}
