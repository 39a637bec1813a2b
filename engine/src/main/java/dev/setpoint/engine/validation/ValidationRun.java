package dev.setpoint.engine.validation;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One run of the validator over one value. A value that is not known yet may satisfy a rule or violate it. So a rule is
 * asked two questions: is it possible that it holds, and is it certain? Confined to one thread.
 */
final class ValidationRun extends ExecutionContext {

    /** The two questions; an unknown value satisfies only {@link #POSSIBLE}. */
    enum Question {
        POSSIBLE,
        CERTAIN;

        Question opposite() {
            return this == POSSIBLE ? CERTAIN : POSSIBLE;
        }
    }

    private final Set<Error> hidden = Collections.newSetFromMap(new IdentityHashMap<>());
    private Question question = Question.POSSIBLE;

    ValidationRun(ExecutionConfig config) {
        super(config);
    }

    Question question() {
        return question;
    }

    /** Answers the question for a rule of which an unknown value decides. */
    void undecided(String keyword, NodePath place) {
        if (question == Question.CERTAIN) {
            addError(Error.builder()
                    .keyword(keyword)
                    .instanceLocation(place)
                    .evaluationPath(getEvaluationPath())
                    .message("is not known yet")
                    .build());
        }
    }

    /** True when the error is about a value that the schema calls {@code x-sensitive}. */
    boolean hides(Error error) {
        return hidden.contains(error);
    }

    @Override
    public void addError(Error error) {
        if (getEvaluationSchema().stream().anyMatch(ValidationRun::isSensitive)) {
            hidden.add(error);
        }
        super.addError(error);
    }

    private static boolean isSensitive(Schema schema) {
        return schema.getSchemaNode().path("x-sensitive").booleanValue(false);
    }

    void addAll(List<Error> errors) {
        errors.forEach(this::addError);
    }

    /** The findings of the rule for this question; the findings of this run stay as they are. */
    List<Error> trial(Question asked, Runnable rule) {
        var outerErrors = getErrors();
        var outerQuestion = question;
        var found = new ArrayList<Error>();
        setErrors(found);
        question = asked;
        try {
            rule.run();
        } finally {
            setErrors(outerErrors);
            question = outerQuestion;
        }
        return found;
    }

    /** Returns the errors without those about the value of an output, because setting an output at all is the error. */
    List<Error> relevantErrors() {
        var outputs = getErrors().stream()
                .filter(error -> error.getKeyword().equals("readOnly"))
                .map(Error::getInstanceLocation)
                .toList();
        return getErrors().stream()
                .filter(error -> error.getKeyword().equals("readOnly")
                        || outputs.stream().noneMatch(error.getInstanceLocation()::startsWith))
                .toList();
    }

    /** True when unknown values decide whether the node is as the schema says. */
    boolean isOpen(Schema schema, JsonNode node, JsonNode root, NodePath place) {
        if (JsonTrees.isKnown(node)) {
            return false;
        }
        Runnable rule = () -> schema.validate(this, node, root, place);
        return !trial(Question.CERTAIN, rule).isEmpty()
                && trial(Question.POSSIBLE, rule).isEmpty();
    }

    /** True when this very schema has just refused the type of the value at this place. */
    boolean isOfWrongType(NodePath place) {
        var errors = getErrors();
        if (errors.isEmpty()) {
            return false;
        }
        var last = errors.getLast();
        return last.getKeyword().equals("type")
                && last.getInstanceLocation().equals(place)
                && last.getEvaluationPath()
                        .getParent()
                        .equals(getEvaluationPath().getParent());
    }
}
